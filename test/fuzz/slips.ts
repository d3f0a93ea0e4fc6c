// One slip of the pen in a pipeline, as people make them: a word lost, doubled, swapped or misspelt, another unit or
// number, a bracket too few, a line elsewhere, a habit from another language.
import type { Draws } from '../../src/drawn-set/named-draws.ts';

export interface Slip {
  readonly kind: string;
  readonly text: string;
}

const words = /[A-Za-z_]\w*|\d[\w.]*%?|->|\.\.|==|"[^"\n]*"|[^\sA-Za-z_0-9]/g;
const units = ['', '%', 'px', 'deg', 'pixels', ' px', '°', ' %', 'percent', 'degrees'] as const;
const numbers = ['0', '1', '-1', '0.5', '2', '3.5', '30', '1000', '1e9', '.5', '5.', '0.3'] as const;

type Change = (text: string, draws: Draws) => string;

const changes: Readonly<Record<string, Change>> = {
  'a word lost': (text, draws) => atWord(text, draws, words, () => ''),
  'a word doubled': (text, draws) => atWord(text, draws, words, (word) => `${word} ${word}`),
  'another word': (text, draws) => atWord(text, draws, words, () => anyOf(text, words, draws)),
  'two words swapped': (text, draws) =>
    atWord(text, draws, /(\S+)( +)(\S+)/g, (two) => two.split(/ +/).toReversed().join(' ')),
  'a name misspelt': (text, draws) => atWord(text, draws, /[A-Za-z_]\w{2,}/g, (name) => misspelt(name, draws)),
  'another name': (text, draws) => atWord(text, draws, /[A-Za-z_]\w*/g, () => anyOf(text, /[A-Za-z_]\w*/g, draws)),
  'another unit': (text, draws) =>
    atWord(text, draws, /\b\d[\d_.]*(?:%|px\b|deg\b)?/g, (n) => parseFloat(n) + draws.pick(units)),
  'another number': (text, draws) => atWord(text, draws, /\b\d[\d_.]*(?=%|px|deg|\b)/g, () => draws.pick(numbers)),
  'arguments swapped': (text, draws) => atWord(text, draws, /\(([^(),]+), ([^(),]+)/g, swapArguments),
  'a bracket lost': (text, draws) => atWord(text, draws, /[()[\]{}]/g, () => ''),
  'a line lost': (text, draws) => atLine(text, draws, (lines, at) => lines.toSpliced(at, 1)),
  'a line doubled': (text, draws) => atLine(text, draws, (lines, at) => lines.toSpliced(at, 0, lines[at] ?? '')),
  'a line moved': (text, draws) =>
    atLine(text, draws, (lines, at) =>
      lines.toSpliced(at, 1).toSpliced(draws.integer(lines.length), 0, lines[at] ?? ''),
    ),
};

/** Found, and what stands there by habit; `$1` and on as in replacements. */
const habits: readonly (readonly [found: RegExp, habit: string])[] = [
  [/"(\w+)"/g, "'$1'"],
  [/"(\w+)"/g, '“$1”'],
  [/ -> /g, ' → '],
  [/ -> /g, ' => '],
  [/ -> /g, ' |> '],
  [/ = /g, ': '],
  [/ = /g, ' == '],
  [/ = /g, ' := '],
  [/ = /g, ' += '],
  [/: (?=[\w(])/g, ' = '],
  [/: (?=[\w(])/g, '='],
  [/,/g, ';'],
  [/(?<=[\w)])$/gm, ';'],
  [/(?<=[\w)])$/gm, ','],
  [/\b(\w+)\b(?=[,)])/g, '$${$1}'],
  [/\b(\w+)\b(?=[,)])/g, '$1[0]'],
  [/\b(\w+)\b(?=[,)])/g, '$1 ** 2'],
  [/(\w+) -> (\w+)\(/g, '$1.$2('],
  [/(\w+)\((\w+)\)/g, '$1 $2'],
  [/\btrue\b/g, 'True'],
  [/\bfalse\b/g, 'False'],
  [/\bconv\(/g, 'nn.Conv2d(3, '],
  [/\bconv\(/g, 'Conv2D('],
  [/\bconcat\(/g, 'torch.cat('],
  [/\bleaky_relu\b/g, 'LeakyReLU'],
  [/\brelu\b/g, 'ReLU'],
  [/\bkernel\b/g, 'kernel_size'],
  [/\bstride\b/g, 'strides'],
  [/\brate\b/g, 'lr'],
  [/\bsteps\b/g, 'epochs'],
  [/\bbatch\b/g, 'batch_size'],
  [/\bparam\b/g, 'let'],
  [/\bblock\b/g, 'def'],
  [/\buse\b/g, 'import'],
  [/\b(data|augment|loss|train|evaluate) \{/g, '$1 = {'],
  [/\b(\d[\w.]*%?)\.\.(-?\d[\w.]*%?)/g, '[$1, $2]'],
  [/\b(\d[\w.]*%?)\.\.(-?\d[\w.]*%?)/g, 'range($1, $2)'],
  [/\b(\d[\w.]*%?)\.\.(-?\d[\w.]*%?)/g, '$2..$1'],
  [/\b(\d+) x (\d+)/g, '$1x$2'],
  [/\b(\d+) x (\d+)/g, '($1, $2)'],
  [/\b(\d+)px\b/g, '$1'],
  [/\b(\d+)%/g, '0.$1'],
  [/\b(\d+)deg\b/g, '$1'],
  [/\bwhen\b/g, 'if'],
  [/\band\b/g, '&&'],
  [/\/\//g, '#'],
  [/\| /g, '|| '],
];

/** One slip in a text; the text itself where it has no place for the one that is drawn. */
export function slip(text: string, draws: Draws): Slip {
  const kinds = Object.entries(changes);
  // A habit as often as all others together.
  const at = draws.integer(2 * kinds.length);
  const [kind, change] = kinds[at] ?? ['a habit', byHabit];
  return { kind, text: change(text, draws) };
}

function byHabit(text: string, draws: Draws): string {
  const fitting = habits.filter(([found]) => text.search(found) >= 0);
  const [found, habit] = fitting[draws.integer(fitting.length)] ?? [/$/g, ''];
  const places = [...text.matchAll(found)];
  const place = places[draws.integer(places.length)];
  if (place === undefined) return text;
  const { index, 0: whole } = place;
  const before = text.slice(0, index);
  const alone = new RegExp(found.source, found.flags.replace('g', 'y'));
  alone.lastIndex = index;
  return (
    before +
    text
      .slice(0, index + whole.length)
      .replace(alone, habit)
      .slice(index) +
    text.slice(index + whole.length)
  );
}

function atWord(text: string, draws: Draws, pattern: RegExp, change: (word: string) => string): string {
  const found = [...text.matchAll(pattern)];
  const word = found[draws.integer(found.length)];
  if (word === undefined) return text;
  return text.slice(0, word.index) + change(word[0]) + text.slice(word.index + word[0].length);
}

function anyOf(text: string, pattern: RegExp, draws: Draws): string {
  const found = text.match(pattern) ?? [''];
  return found[draws.integer(found.length)] ?? '';
}

function atLine(
  text: string,
  draws: Draws,
  change: (lines: readonly string[], at: number) => readonly string[],
): string {
  const lines = text.split('\n');
  return change(lines, draws.integer(lines.length)).join('\n');
}

function misspelt(name: string, draws: Draws): string {
  const at = draws.integer(name.length);
  const letter = String.fromCharCode(97 + draws.integer(26));
  const [before, after] = [name.slice(0, at), name.slice(at)];
  return draws.pick([
    `${before}${letter}${after}`,
    `${before}${after.slice(1)}`,
    `${before}${letter}${after.slice(1)}`,
    `${before}${after[1] ?? ''}${after[0] ?? ''}${after.slice(2)}`,
    name.toUpperCase(),
  ]);
}

function swapArguments(written: string): string {
  const [, first = '', second = ''] = /\(([^(),]+), ([^(),]+)/.exec(written) ?? [];
  return `(${second}, ${first}`;
}
