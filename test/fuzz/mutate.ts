// Random changes of a text: of its words, of its bytes, of its lines.
import type { Draws } from '../../src/drawn-set/named-draws.ts';

const words = [
  ...['{', '}', '(', ')', '[', ']', ',', ':', '->', '=', '..', '|', '+', '-', '*', '/', '.', '==', '<=', '"', "'"],
  ...['use', 'as', 'param', 'data', 'augment', 'network', 'block', 'loss', 'train', 'evaluate', 'return', 'in', 'on'],
  ...['when', 'maybe', 'and', 'or', 'not', 'true', 'false', 'normal', 'synthetic', 'image', 'mask', 'map', 'seen', 'x'],
  ...['conv(8)', 'conv(0)', 'concat', 'up', 'down', 'relu', 'sigmoid', 'bce(map, mask)', 'paste(image, rectangle())'],
  ...['0', '1', '-1', '1e309', '1e-400', '9007199254740993', '4294967296', '100%', '3px', '45deg', '0x10', '1_0', '.5'],
  ...['//', '///', '/*', '#', '&a', '*a', '!!js', '<<', '? ', '- ', '---', '...', '|', '>', '%YAML 1.2', '~', 'null'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'prototype',
    'anoseg 1',
    'anoseg 99',
    '\t',
    '\n',
    '\r\n',
  ],
] as const;

const signs = [
  ...['\0', '\u001b[31m', '\u001b]0;x\u0007', '\u009b2J', '\b', '\u202e', '\u2066', '\uFEFF', '\uFFFD', '\uD800'],
  ...['é', '世', '😀', '‏', '→', '×', '“', ' ', '\u2028', '\r', '\t', '\n', '\v', '\f', '\\', '"', "'", '`', '%', '°'],
] as const;

export function mutate(text: string, other: string, draws: Draws): string {
  const rounds = 1 + draws.integer(draws.pick([1, 2, 3, 8]));
  let changed = text;
  for (let round = 0; round < rounds; round++) changed = draws.pick(changes)(changed, other, draws);
  return changed;
}

type Change = (text: string, other: string, draws: Draws) => string;

const changes: readonly [Change, ...Change[]] = [
  // Words: weighted by repetition.
  (text, _, draws) => replaceWord(text, draws, () => draws.pick(words)),
  (text, _, draws) => replaceWord(text, draws, () => ''),
  (text, _, draws) => replaceWord(text, draws, () => anyWord(text, draws)),
  (text, other, draws) => replaceWord(text, draws, () => anyWord(other, draws)),
  (text, _, draws) => replaceWord(text, draws, (word) => `${word} ${draws.pick(words)}`),
  (text, _, draws) => replaceWord(text, draws, (word) => misspelt(word, draws)),
  // Bytes.
  (text, _, draws) => splice(text, draws.integer(text.length + 1), 0, draws.pick(signs)),
  (text, _, draws) => splice(text, draws.integer(text.length + 1), 1, String.fromCharCode(draws.integer(256))),
  (text, _, draws) => splice(text, draws.integer(text.length + 1), 1 + draws.integer(40), ''),
  // Lines.
  (text, _, draws) => changeLines(text, (lines, at) => lines.toSpliced(at, 1), draws),
  (text, _, draws) => changeLines(text, (lines, at) => lines.toSpliced(at, 0, lines[at] ?? ''), draws),
  (text, other, draws) =>
    changeLines(text, (lines, at) => lines.toSpliced(at, draws.integer(2), anyLine(other, draws)), draws),
  (text, _, draws) => changeLines(text, (lines, at) => lines.toSpliced(at, 1, ` ${lines[at] ?? ''}`), draws),
  (text, _, draws) => text.slice(0, draws.integer(text.length + 1)),
  (text) => text.replaceAll('\n', '\r\n'),
];

const wordPattern = /[A-Za-z_]\w*|\d[\w.]*%?|->|\.\.|"[^"\n]*"|[^\sA-Za-z_0-9]/g;

function replaceWord(text: string, draws: Draws, change: (word: string) => string): string {
  const found = [...text.matchAll(wordPattern)];
  const word = found[draws.integer(found.length)];
  return word === undefined ? text : splice(text, word.index, word[0].length, change(word[0]));
}

function anyWord(text: string, draws: Draws): string {
  const found = text.match(wordPattern) ?? [''];
  return found[draws.integer(found.length)] ?? '';
}

function anyLine(text: string, draws: Draws): string {
  const lines = text.split('\n');
  return lines[draws.integer(lines.length)] ?? '';
}

function misspelt(word: string, draws: Draws): string {
  const at = draws.integer(word.length);
  return splice(word, at, draws.integer(2), String.fromCharCode(97 + draws.integer(26)));
}

function changeLines(
  text: string,
  change: (lines: readonly string[], at: number) => readonly string[],
  draws: Draws,
): string {
  const lines = text.split('\n');
  return change(lines, draws.integer(lines.length)).join('\n');
}

function splice(text: string, at: number, length: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + length);
}
