// Where the value of a parameter stands on the command line: `--set width=8`, one of the values of `--each width=8,16`.
import { SourceFile, type Span } from '../../diagnostics/source-file.ts';

export interface CommandWord {
  readonly name: Span;
  readonly value: Span;
}

/** By the names of parameters. */
export type CommandWords = ReadonlyMap<string, CommandWord>;

const commandLine = 'command line';

/** `text`: what somebody wrote, or would write; `valueAt`: where the value begins in it. */
export function commandWord(option: '--set' | '--each', text: string, valueAt?: number, length?: number): CommandWord {
  const source = new SourceFile(commandLine, `${option} ${text}`);
  const start = option.length + 1;
  const end = start + Math.max(0, text.indexOf('='));
  const from = valueAt === undefined ? end + 1 : start + valueAt;
  const to = length === undefined ? source.text.length : from + length;
  return { name: { source, start, end }, value: { source, start: from, end: to } };
}

export function isCommandLine({ name, path }: SourceFile): boolean {
  return name === commandLine && path === undefined;
}
