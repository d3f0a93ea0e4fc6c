// The words of `--each`: `NAME=A,B,C`, `NAME=1..5`, `NAME=all`. Several of them are a grid, one run for each combination.
import { combinationsInOrder, countCombinations } from '../../../api/experiment.ts';
import { type CommandWord, commandWord } from '../../../api/language.ts';
import { UsageError } from '../../shell/failure.ts';

export interface EachValue {
  readonly name: string;
  readonly text: string;
  readonly word: CommandWord;
}

export interface EachWord {
  readonly name: string;
  readonly word: CommandWord;
  /** `all`: what the data folder has. */
  readonly values: readonly EachValue[] | 'all';
}

/** More runs than anybody waits for. */
export const mostRuns = 10_000;

/** `set`: what `--set` says beside it. @throws UsageError */
export function parseEach(texts: readonly string[], set: readonly string[]): readonly EachWord[] {
  const words = texts.map(parseWord);
  const names = words.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined)
    throw new UsageError(
      `\`--each ${twice}=…\` is given twice`,
      `write all its values in one: \`--each ${twice}=A,B,C\`; several \`--each\` of other parameters make a grid`,
    );
  const also = set
    .map((text) => text.split('=', 1)[0]?.trim())
    .find((name) => name !== undefined && names.includes(name));
  if (also !== undefined)
    throw new UsageError(`\`${also}\` is given by \`--set\` and by \`--each\``, 'leave out one of them');
  return words;
}

function parseWord(text: string): EachWord {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0)).trim();
  const pieces = at <= 0 ? [] : piecesOf(text, at + 1);
  if (name === '' || pieces.length === 0)
    throw new UsageError(
      `\`--each ${text}\` has no values`,
      'write `--each NAME=A,B,C`, `--each NAME=1..5`, or `--each NAME=all` for all categories of the data folder',
    );
  const word = commandWord('--each', text);
  const [only] = pieces;
  if (pieces.length === 1 && only?.text === 'all') return { name, word, values: 'all' };
  // All of one source, so that findings about them lie in one text.
  const { source, start } = word.name;
  const values = pieces.flatMap(({ text: value, at: from }) => {
    const place = { source, start: start + from, end: start + from + value.length };
    return expanded(value, text).map(
      (one): EachValue => ({ name, text: one, word: { name: word.name, value: place } }),
    );
  });
  const twice = values.find(({ text: value }, i) => values.findIndex((other) => other.text === value) < i);
  if (twice !== undefined)
    throw new UsageError(
      `\`--each ${text}\`: ${twice.text} is given twice`,
      'each value gives one run: take one of them out',
    );
  return { name, word, values };
}

/** The texts between commas that stand in no quotes or brackets, each with its place. */
function piecesOf(text: string, start: number): readonly { readonly text: string; readonly at: number }[] {
  const ends: number[] = [];
  let [depth, isQuoted] = [0, false];
  for (let i = start; i < text.length; i++) {
    const sign = text.charAt(i);
    if (sign === '"' && text.charAt(i - 1) !== '\\') isQuoted = !isQuoted;
    else if (!isQuoted && (sign === '(' || sign === '[')) depth += 1;
    else if (!isQuoted && (sign === ')' || sign === ']')) depth -= 1;
    else if (!isQuoted && depth === 0 && sign === ',') ends.push(i);
  }
  const starts = [start, ...ends.map((end) => end + 1)];
  const pieces = starts.map((from, i) => {
    const written = text.slice(from, ends[i] ?? text.length);
    const value = written.trim();
    return { text: value, at: from + written.indexOf(value) };
  });
  if (pieces.length > 1 && pieces.some((piece) => piece.text === ''))
    throw new UsageError(`\`--each ${text}\`: a value is missing beside a comma`, 'write `--each NAME=A,B,C`');
  return pieces.filter((piece) => piece.text !== '');
}

// `1..5` is each whole number from 1 to 5.
function expanded(value: string, whole: string): readonly string[] {
  const [, first, last] = /^(-?\d+)\.\.(-?\d+)$/.exec(value) ?? [];
  if (first === undefined || last === undefined) return [value];
  const [from, to] = [Number(first), Number(last)];
  if (to < from)
    throw new UsageError(`\`--each ${whole}\`: the range ends before it begins`, 'write the smaller number first');
  if (to - from >= mostRuns) throw tooMany(whole);
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
}

/** Every combination, in each a value of every axis in their order. @throws UsageError where they are more than anybody waits for */
export function productOf(
  axes: readonly { readonly name: string; readonly values: readonly EachValue[] }[],
): readonly (readonly EachValue[])[] {
  if (countCombinations(axes) > mostRuns) throw tooMany(axes.map(({ name }) => `${name}=…`).join(' '));
  return combinationsInOrder(axes.map(({ values }) => ({ role: 'other', values })));
}

function tooMany(what: string): UsageError {
  return new UsageError(
    `\`--each ${what}\` asks for more than ${mostRuns.toLocaleString('en')} runs`,
    'name fewer values, or do them one part after the other',
  );
}
