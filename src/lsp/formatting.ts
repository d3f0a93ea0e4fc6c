// The canonical form of a file as one edit, of the lines that differ: the rest keeps its cursor and folds.
import type { TextEdit } from 'vscode-languageserver';
import type { Syntax } from '../api/language.ts';
import { format } from '../api/language.ts';
import { rangeOf } from './places.ts';
import type { Analysis } from './workspace.ts';

/** Empty where the file is in its form, or has syntax errors: their findings are told already. */
export function formattingOf({ source }: Analysis, syntax: Syntax): TextEdit[] {
  const { text } = format(source, { syntax });
  if (text === undefined || text === source.text) return [];
  const [before, after] = [linesOf(source.text), linesOf(text)];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const start = lengthOf(before.slice(0, head));
  const end = source.text.length - lengthOf(before.slice(before.length - tail));
  return [{ range: rangeOf({ source, start, end }), newText: after.slice(head, after.length - tail).join('') }];
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, { length }) => sum + length, 0);
}
