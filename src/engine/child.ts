// Runs another program to its end and hands back all that it said. Knows nothing of what it runs.
import { spawn } from 'node:child_process';

/** How a program ended. `code` is null where a signal ended it. */
export interface ChildResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildOptions {
  /** The whole environment; the program is looked up in its PATH. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which the program is ended. */
  readonly timeout?: number;
}

/**
 * Runs a program without a shell and without standard input. Undefined where no such program exists or it may
 * not be executed; throws only the reason of an aborted `signal`.
 */
export function runChild(
  command: string,
  parameters: readonly string[],
  options: ChildOptions,
): Promise<ChildResult | undefined> {
  return new Promise((resolve, reject) => {
    const { signal, timeout, ...rest } = options;
    const child = spawn(command, parameters, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    const stop = () => child.kill();
    // Node's own limit goes on where no program was found, and keeps this one from ending.
    const limit = timeout === undefined ? undefined : setTimeout(stop, timeout);
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
      });
    }
    child.on('error', () => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', stop);
      resolve(undefined);
    });
    // Programs that it started itself may keep its output open; after a stop nobody waits for them.
    child.on('exit', () => {
      clearTimeout(limit);
      if (!child.killed) return;
      child.stdout.destroy();
      child.stderr.destroy();
    });
    child.on('close', (code, ending) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code, signal: ending, ...said });
    });
  });
}

/** The last line that is not blank, for messages of one line. */
export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1)?.trim() ?? '';
}
