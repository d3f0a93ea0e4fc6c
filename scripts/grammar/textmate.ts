// The TextMate grammar, by which editors colour pipelines: words from the language's own lists.
import { units } from '../../src/dsl/syntax/ast.ts';
import { keywords } from '../../src/dsl/syntax/tokens.ts';

const operating = ['in', 'on', 'when', 'else', 'and', 'or', 'not'] as const;
const controlling = ['return', 'maybe'] as const;
const constants = ['true', 'false'] as const;
const declaring = keywords.filter(
  (word) => ![...operating, ...controlling, ...constants].some((other) => other === word),
);

interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly beginCaptures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Pattern[];
}

export function textMateGrammar(): string {
  const grammar = {
    information_for_contributors: ['Made by scripts/grammar.js: change scripts/grammar/textmate.ts, and run it.'],
    name: 'AnoSeg',
    scopeName: 'source.anoseg',
    fileTypes: ['anoseg'],
    patterns: [...comments, ...strings, version, ...declarations, ...words, ...numbers, ...names, ...signs],
  };
  return `${JSON.stringify(grammar, null, 2)}\n`;
}

const name = '[A-Za-z_][A-Za-z0-9_]*';
const oneOf = (list: readonly string[]) => `\\b(?:${list.join('|')})\\b`;

const comments: readonly Pattern[] = [
  { name: 'comment.line.documentation.anoseg', match: '///(?!/).*$' },
  { name: 'comment.line.double-slash.anoseg', match: '//.*$' },
];

const strings: readonly Pattern[] = [
  {
    name: 'string.quoted.double.anoseg',
    begin: '"',
    end: '"|$',
    patterns: [
      { name: 'constant.character.escape.anoseg', match: '\\\\(?:["\\\\nt]|u\\{[0-9a-fA-F]{1,6}\\})' },
      { name: 'invalid.illegal.escape.anoseg', match: '\\\\.' },
    ],
  },
];

const version: Pattern = {
  match: '^\\s*\\uFEFF?(anoseg)\\s+(\\d+)',
  captures: { '1': { name: 'keyword.other.version.anoseg' }, '2': { name: 'constant.numeric.anoseg' } },
};

// Before the keywords, so that the name behind one is told apart.
const declarations: readonly Pattern[] = [
  {
    match: `\\b(network|block)\\s+(${name})`,
    captures: { '1': { name: 'keyword.declaration.anoseg' }, '2': { name: 'entity.name.function.anoseg' } },
  },
  {
    match: `\\b(param)\\s+(${name})`,
    captures: { '1': { name: 'keyword.declaration.anoseg' }, '2': { name: 'variable.other.constant.anoseg' } },
  },
];

const words: readonly Pattern[] = [
  { name: 'keyword.declaration.anoseg', match: oneOf(declaring) },
  { name: 'keyword.operator.word.anoseg', match: oneOf(operating) },
  { name: 'keyword.control.anoseg', match: oneOf(controlling) },
  { name: 'keyword.control.anoseg', match: '\\brepeat(?=\\s*\\()' },
  { name: 'constant.language.anoseg', match: oneOf(constants) },
];

const numbers: readonly Pattern[] = [
  {
    match: `(?<![A-Za-z0-9_])(\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:[eE][+-]?\\d+)?)(${units.join('|')})?`,
    captures: { '1': { name: 'constant.numeric.anoseg' }, '2': { name: 'keyword.other.unit.anoseg' } },
  },
];

const names: readonly Pattern[] = [
  // `name: value` between brackets.
  { name: 'variable.parameter.anoseg', match: `\\b${name}(?=\\s*:)` },
  { name: 'entity.name.function.call.anoseg', match: `\\b${name}(?=\\s*\\()` },
  // A step without arguments.
  {
    match: `(->)\\s*(${name})`,
    captures: { '1': { name: 'keyword.operator.arrow.anoseg' }, '2': { name: 'entity.name.function.call.anoseg' } },
  },
  // What a statement declares.
  { name: 'variable.other.declaration.anoseg', match: `\\b${name}(?=(?:\\s*[.,]\\s*${name})*\\s*=(?!=))` },
  { name: 'keyword.operator.size.anoseg', match: '(?<=[\\w)])\\s+x\\s+(?=[\\w(])' },
  { name: 'variable.other.anoseg', match: `\\b${name}\\b` },
];

const signs: readonly Pattern[] = [
  { name: 'keyword.operator.arrow.anoseg', match: '->' },
  { name: 'keyword.operator.anoseg', match: '\\.\\.|==|!=|<=|>=|[<>=|+*/-]' },
  { name: 'punctuation.separator.anoseg', match: '[,:.]' },
  { name: 'punctuation.brackets.anoseg', match: '[()\\[\\]{}]' },
];
