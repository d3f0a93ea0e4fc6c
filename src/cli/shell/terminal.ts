// What a command knows of where it runs: its streams, and how it may write.
import picocolors from 'picocolors';
import { noPaint, type Paint } from '../../api/language.ts';
import { jsonText } from '../../ui/text/json-text.ts';
import { harmless } from './harmless.ts';

/** Lines for people: whatever they hold, nothing in them acts. */
export interface Lines {
  write(text: string): boolean;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface Terminal {
  readonly stdout: Lines;
  readonly stderr: Lines;
  /** The streams themselves, for what moves the cursor; what is shown there has been cleaned. */
  readonly screen: { readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream };
  readonly env: NodeJS.ProcessEnv;
  /** Standard output holds one JSON document (for `run`, one event a line) and nothing else. */
  readonly json: boolean;
  readonly quiet: boolean;
  readonly colour: boolean;
  /** For diagnostics on standard error. */
  readonly paint: Paint;
}

export interface OutputOptions {
  readonly json?: boolean;
  /** `json` is the same as `--json`. */
  readonly format?: string;
  readonly quiet?: boolean;
  /** False for `--no-color`. */
  readonly color?: boolean;
}

export function openTerminal(
  { stdout, stderr, env }: NodeJS.Process,
  { json = false, format, quiet = false, color = true }: OutputOptions,
): Terminal {
  const colour = color && !env.NO_COLOR && env.TERM !== 'dumb' && stderr.isTTY === true && !env.CI;
  const { red, yellow, cyan, dim, bold } = picocolors.createColors(true);
  const paint: Paint = { error: red, warning: yellow, note: cyan, dim, bold };
  return {
    stdout: linesTo(stdout, colour),
    stderr: linesTo(stderr, colour),
    screen: { stdout, stderr },
    env,
    json: json || format === 'json',
    quiet,
    colour,
    paint: colour ? paint : noPaint,
  };
}

function linesTo(stream: NodeJS.WriteStream, painted: boolean): Lines {
  return {
    write: (text) => stream.write(harmless(text, painted)),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
  };
}

/** Writes one JSON document to standard output. */
export function printJson({ screen }: Terminal, document: unknown): void {
  screen.stdout.write(`${jsonText(document)}\n`);
}

/** Writes a text that another program may read, letter by letter; where a terminal shows it, nothing in it acts. */
export function printDocument({ stdout, screen }: Terminal, text: string): void {
  if (screen.stdout.isTTY) stdout.write(text);
  else screen.stdout.write(text);
}
