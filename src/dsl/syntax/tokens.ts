// The words of the language. Names that play a part by their place get token types of their own:
// what begins a statement (`map = …`), the `x` of a size, the kind of sample after a count. So the
// parser stays simple, and after an error it finds the next statement and its errors too.
import { createToken, type IToken, Lexer, type TokenType } from 'chevrotain';

export const keywords = [
  'anoseg',
  'use',
  'as',
  'param',
  'data',
  'augment',
  'network',
  'block',
  'loss',
  'train',
  'evaluate',
  'experiment',
  'return',
  'in',
  'on',
  'when',
  'else',
  'maybe',
  'and',
  'or',
  'not',
  'true',
  'false',
] as const;
export type Keyword = (typeof keywords)[number];

const symbols = {
  Arrow: '->',
  Dots: '..',
  Equal: '==',
  NotEqual: '!=',
  LessEqual: '<=',
  GreaterEqual: '>=',
  Less: '<',
  Greater: '>',
  Assign: '=',
  Bar: '|',
  Plus: '+',
  Minus: '-',
  Times: '*',
  Divide: '/',
  OpenParen: '(',
  CloseParen: ')',
  OpenBrace: '{',
  CloseBrace: '}',
  OpenBracket: '[',
  CloseBracket: ']',
  Comma: ',',
  Colon: ':',
  Dot: '.',
} as const;
type SymbolName = keyof typeof symbols;

/** Names everywhere but in front of a brace: pipelines had such names before the words were there. */
const byPlace: ReadonlySet<string> = new Set(['experiment']);
/** Words that nothing can be called by. */
export const reservedWords: readonly string[] = keywords.filter((word) => !byPlace.has(word));

/** What may stand between two operands. */
export const OperatorToken = createToken({ name: 'Operator', pattern: Lexer.NA, label: 'an operator' });
const operators: ReadonlySet<string> = new Set([
  '..',
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  '+',
  '-',
  '*',
  '/',
  'in',
  'and',
  'or',
]);

export const NameToken = createToken({ name: 'Name', pattern: /[A-Za-z_][A-Za-z0-9_]*/, label: 'a name' });
export const BindingName = createToken({
  name: 'BindingName',
  pattern: Lexer.NA,
  categories: [NameToken],
  label: 'a name',
});
const SizeOperator = createToken({
  name: 'SizeOperator',
  pattern: Lexer.NA,
  categories: [OperatorToken],
  label: '`x`',
});
export const SampleKindToken = createToken({ name: 'SampleKind', pattern: Lexer.NA, label: '`normal` or `synthetic`' });
/** In front of its number and a step; a name everywhere else. */
export const RepeatToken = createToken({
  name: 'Repeat',
  pattern: Lexer.NA,
  categories: [NameToken],
  label: '`repeat`',
});
export const NumberToken = createToken({
  name: 'Number',
  pattern: /\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?(?:%|[A-Za-z]+)?/,
  label: 'a number',
});
/** In the place of what cannot be read: a value that nobody knows. */
export const GapToken = createToken({ name: 'Gap', pattern: Lexer.NA, categories: [NumberToken], label: 'a number' });
/** Also one that its line does not close: its text without the last `"`. */
export const TextToken = createToken({ name: 'Text', pattern: /"(?:[^"\\\r\n]|\\.)*"?/, label: 'a string' });
/** Three slashes; more of them are a line that somebody has drawn. */
export const DocComment = createToken({
  name: 'DocComment',
  pattern: /\/\/\/(?!\/)[^\r\n]*/,
  label: 'a doc comment',
});
const Comment = createToken({ name: 'Comment', pattern: /\/\/[^\r\n]*/, group: 'comments' });
const WhiteSpace = createToken({
  name: 'WhiteSpace',
  pattern: /[ \t\r\n\uFEFF]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});

const keywordTokens = makeTokens(Object.fromEntries(keywords.map((word) => [word, word])), NameToken);
const symbolTokens = makeTokens(symbols, undefined);

export function keyword(word: Keyword): TokenType {
  return keywordTokens.get(word) ?? bug(word);
}

export function symbol(name: SymbolName): TokenType {
  return symbolTokens.get(name) ?? bug(name);
}

export const vocabulary: TokenType[] = [
  WhiteSpace,
  DocComment,
  Comment,
  NumberToken,
  GapToken,
  TextToken,
  OperatorToken,
  ...symbolTokens.values(),
  ...keywordTokens.values(),
  BindingName,
  SizeOperator,
  SampleKindToken,
  RepeatToken,
  NameToken,
];

export interface Tokens {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  readonly errors: readonly { readonly offset: number; readonly length: number }[];
}

/** Whether a comment, with its slashes, documents what is below it. */
export function isDocText(comment: string): boolean {
  return /^\/\/\/(?!\/)/.test(comment);
}

/** Makes a lexer; it can be used for any number of texts. */
export function createLexer(): (text: string) => Tokens {
  const lexer = new Lexer(vocabulary, { skipValidations: true, positionTracking: 'onlyOffset' });
  return (text) => {
    const result = lexer.tokenize(text);
    markByPlace(result.tokens, text);
    return { tokens: result.tokens, comments: result.groups.comments ?? [], errors: result.errors };
  };
}

/** Only words of YAML have an end of their own: there a character may be written with several. */
export function endOf(token: Pick<IToken, 'startOffset' | 'endOffset' | 'image'>): number {
  const { startOffset, endOffset = Number.NaN, image } = token;
  return Number.isNaN(endOffset) ? startOffset + image.length : endOffset + 1;
}

function makeTokens(
  texts: Readonly<Record<string, string>>,
  longer: TokenType | undefined,
): ReadonlyMap<string, TokenType> {
  return new Map(
    Object.entries(texts).map(([name, text]) => {
      const categories = operators.has(text) ? [OperatorToken] : [];
      const pattern = byPlace.has(text) ? Lexer.NA : text;
      const token = { name: longer ? `Keyword_${name}` : name, pattern, label: `\`${text}\``, categories };
      return [name, createToken(longer ? { ...token, longer_alt: longer } : token)];
    }),
  );
}

// Tokens are this call's own, fresh from the lexer: changing their type here is seen by nobody else.
function markByPlace(tokens: readonly IToken[], text: string): void {
  let depth = 0;
  tokens.forEach((token, i) => {
    const { image } = token;
    if (image === '{' || image === '}') depth = 0;
    else if (image === '(' || image === '[') depth += 1;
    else if (image === ')' || image === ']') depth = Math.max(0, depth - 1);
    if (token.tokenType !== NameToken) return;
    const place = { tokens, text, index: i };
    const type = placeOf(image, place, depth);
    if (type === undefined) return;
    if (type === BindingName) depth = 0;
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx ?? 0;
  });
}

interface Place {
  readonly tokens: readonly IToken[];
  readonly text: string;
  readonly index: number;
}

function placeOf(image: string, place: Place, depth: number): TokenType | undefined {
  if (image === 'experiment' && place.tokens[place.index + 1]?.image === '{') return keyword('experiment');
  if (image === 'x' && followsOperand(place) && precedesOperand(place)) return SizeOperator;
  if ((image === 'normal' || image === 'synthetic') && followsOperand(place)) return SampleKindToken;
  if (image === 'repeat' && isBeforeStep(place)) return RepeatToken;
  return (depth === 0 || startsLine(place)) && beginsBinding(place) ? BindingName : undefined;
}

function followsOperand({ tokens, text, index }: Place): boolean {
  const before = tokens[index - 1];
  const here = tokens[index];
  if (!before || !here || /[\r\n]/.test(text.slice(endOf(before), here.startOffset))) return false;
  return before.tokenType === NumberToken || before.tokenType === NameToken || before.image === ')';
}

function precedesOperand({ tokens, index }: Place): boolean {
  const after = tokens[index + 1];
  return (
    after !== undefined && (after.tokenType === NumberToken || after.tokenType === NameToken || after.image === '(')
  );
}

// `NAME =`, `A.B =`, `A, B =`; not the second name of these, nor the name after `param`.
function beginsBinding({ tokens, index }: Place): boolean {
  const before = tokens[index - 1]?.image;
  if (before === ',' || before === '.' || before === 'param') return false;
  for (let i = index; ; i += 2) {
    const next = tokens[i + 1]?.image;
    if (next === '=') return true;
    if ((next !== '.' && next !== ',') || tokens[i + 2]?.tokenType !== NameToken) return false;
  }
}

// `repeat(…)` with a step behind its brackets, which may be brackets again.
function isBeforeStep({ tokens, text, index }: Place): boolean {
  let depth = 0;
  for (let i = index + 1; ; i++) {
    const image = tokens[i]?.image;
    if (image === '(') depth += 1;
    if (image === ')') depth -= 1;
    if (image === undefined || image === '{' || image === '}' || depth === 0) {
      const next = tokens[i + 1];
      if (i === index + 1 || image !== ')' || next === undefined) return false;
      if (next.image === '(' || next.image === 'maybe') return true;
      return next.tokenType === NameToken && !beginsBinding({ tokens, text, index: i + 1 });
    }
  }
}

function startsLine({ tokens, text, index }: Place): boolean {
  const before = tokens[index - 1];
  return before === undefined || /[\r\n]/.test(text.slice(endOf(before), tokens[index]?.startOffset));
}

function bug(name: string): never {
  throw new Error(`bug in anoseg: no token ${name}`);
}
