// The grammar of the language as data, from the parser itself: what the EBNF and the railroad page are made of.
import type { ISerializedGast } from 'chevrotain';
import { PipelineParser } from '../../src/dsl/syntax/grammar.ts';
import { keywords, vocabulary } from '../../src/dsl/syntax/tokens.ts';

export type Piece =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Piece[] }
  | { readonly kind: 'optional' | 'repeated'; readonly part: Piece };

export interface Rule {
  readonly name: string;
  readonly piece: Piece;
}

/** Words that are not the same each time, and how they are written: a regular expression. */
export interface Terminal {
  readonly name: string;
  readonly about: string;
  readonly pattern?: string;
  readonly words?: readonly string[];
}

/** Rules in the order of the parser; those that consist of a single other one are kept. */
export function grammarRules(): readonly Rule[] {
  return new PipelineParser(false)
    .getSerializedGastProductions()
    .map((rule) => ({ name: nameOf(rule), piece: sequenceOf(definitionOf(rule)) }));
}

export const terminals: readonly Terminal[] = [
  {
    name: 'NAME',
    about: `not one of the words ${keywords.join(', ')}`,
    pattern: patternOf('Name'),
  },
  { name: 'NUMBER', about: 'with a unit or without: 20_000, 2e-4, 10%, 4px, 90deg', pattern: patternOf('Number') },
  { name: 'TEXT', about: 'with the escapes \\" \\\\ \\n \\t \\u{1F600}', pattern: '"(?:[^"\\\\\\r\\n]|\\\\.)*"' },
  { name: 'DOC', about: 'documents what is below it', pattern: patternOf('DocComment') },
  {
    name: 'OPERATOR',
    about: 'by precedence, the tightest first; `x` stands between the sides of a size, on their line',
    words: ['*', '/', 'x', '+', '-', '..', 'in', '==', '!=', '<', '<=', '>', '>=', 'and', 'or'],
  },
  { name: 'SAMPLES', about: 'behind a count, on its line', words: ['normal', 'synthetic'] },
];

/** Between words, and of no meaning. */
export const blanks = `white space, and comments: ${patternOf('Comment')}`;

const terminalNames: Readonly<Record<string, string>> = {
  Name: 'NAME',
  BindingName: 'NAME',
  Number: 'NUMBER',
  Text: 'TEXT',
  DocComment: 'DOC',
  Operator: 'OPERATOR',
  SampleKind: 'SAMPLES',
};

function pieceOf(gast: ISerializedGast): Piece {
  const definition = definitionOf(gast);
  switch (gast.type) {
    case 'Terminal': {
      const name = terminalNames[nameOf(gast)];
      const text = 'label' in gast ? String(gast.label).replaceAll('`', '') : nameOf(gast);
      return name === undefined ? { kind: 'word', text } : { kind: 'name', name };
    }
    case 'NonTerminal':
      return { kind: 'name', name: nameOf(gast) };
    case 'Alternation':
      return choiceOf(definition.map(pieceOf));
    case 'Option':
      return { kind: 'optional', part: sequenceOf(definition) };
    case 'Repetition':
      return { kind: 'repeated', part: sequenceOf(definition) };
    case 'Alternative':
      return sequenceOf(definition);
    default:
      throw new Error(`the grammar has a ${gast.type}, which is written nowhere yet`);
  }
}

// `name = value` between brackets is read only to be told as a mistake.
function choiceOf(parts: readonly Piece[]): Piece {
  const isWord = (piece: Piece | undefined, text: string) => piece?.kind === 'word' && piece.text === text;
  const [first, second] = parts;
  return first && isWord(first, ':') && isWord(second, '=') ? first : { kind: 'choice', parts };
}

function sequenceOf(definition: readonly ISerializedGast[]): Piece {
  const parts = definition.map(pieceOf);
  const [only] = parts;
  return parts.length === 1 && only ? only : { kind: 'sequence', parts };
}

function definitionOf(gast: ISerializedGast): readonly ISerializedGast[] {
  return 'definition' in gast && Array.isArray(gast.definition) ? gast.definition : [];
}

function nameOf(gast: ISerializedGast): string {
  return 'name' in gast ? String(gast.name) : '';
}

function patternOf(token: string): string {
  const pattern = vocabulary.find(({ name }) => name === token)?.PATTERN;
  return pattern instanceof RegExp ? pattern.source.replaceAll('\\/', '/') : '';
}
