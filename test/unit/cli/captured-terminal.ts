// A terminal for commands that keeps what they print.
import type { Terminal } from '../../../src/cli/shell/terminal.ts';
import { noPaint } from '../../../src/diagnostics/paint.ts';

export interface CapturedTerminal {
  readonly terminal: Terminal;
  readonly stdout: () => string;
}

export function captureTerminal(form: Partial<Pick<Terminal, 'json' | 'quiet' | 'env'>> = {}): CapturedTerminal {
  let text = '';
  const write = (chunk: string) => {
    text += chunk;
    return true;
  };
  const stream = { write, isTTY: false };
  // Commands only write, and ask whether anybody looks on.
  const stdout = stream as unknown as NodeJS.WriteStream;
  return {
    terminal: {
      stdout,
      stderr: stdout,
      screen: { stdout, stderr: stdout },
      env: {},
      json: false,
      quiet: false,
      colour: false,
      paint: noPaint,
      ...form,
    },
    stdout: () => text,
  };
}
