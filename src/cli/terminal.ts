// What a command knows of where it runs: its streams, and how it may write.
import picocolors from 'picocolors';
import type { Paint } from '../diagnostics/render-human.ts';
import { noPaint } from '../diagnostics/render-human.ts';

export interface Terminal {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
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
  return { stdout, stderr, env, json: json || format === 'json', quiet, colour, paint: colour ? paint : noPaint };
}

/** Writes one JSON document to standard output. */
export function printJson({ stdout }: Terminal, document: unknown): void {
  stdout.write(`${JSON.stringify(document)}\n`);
}
