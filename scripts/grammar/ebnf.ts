// The grammar as EBNF, in the notation of the W3C.
import { blanks, grammarRules, type Piece, terminals } from './rules.ts';

const head = `/* The grammar of .anoseg files, version 1, made by scripts/grammar.js from the parser's own rules.
   Notation: W3C EBNF. A rule that goes on with what another one has begun, such as \`dotted\`, stands behind it. */`;

export function ebnf(): string {
  const rules = grammarRules().map(({ name, piece }) => `${name.padEnd(12)} ::= ${text(piece, 0)}`);
  const words = terminals.map(({ name, about, pattern, words: list = [] }) => {
    const value = pattern === undefined ? list.map(quoted).join(' | ') : `/${pattern}/`;
    return `/* ${about} */\n${name.padEnd(12)} ::= ${value}`;
  });
  return `${[head, ...rules, '/* Words, as regular expressions. */', ...words, `/* Between words: ${blanks.replaceAll('*/', '* /')} */`].join('\n\n')}\n`;
}

/** `place`: 0 where a choice may stand, 1 where a sequence may, 2 where only one piece may. */
function text(piece: Piece, place: 0 | 1 | 2): string {
  switch (piece.kind) {
    case 'word':
      return quoted(piece.text);
    case 'name':
      return piece.name;
    case 'sequence':
      return grouped(piece.parts.map((part) => text(part, 1)).join(' '), place === 2 && piece.parts.length > 1);
    case 'choice':
      return grouped(piece.parts.map((part) => text(part, 1)).join(' | '), place > 0);
    case 'optional':
      return `${text(piece.part, 2)}?`;
    case 'repeated':
      return `${text(piece.part, 2)}*`;
  }
}

function grouped(inner: string, isGroup: boolean): string {
  return isGroup ? `(${inner})` : inner;
}

function quoted(word: string): string {
  return word.includes("'") ? `"${word}"` : `'${word}'`;
}
