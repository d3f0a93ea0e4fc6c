// Text to syntax tree. Finds every syntax error; what could be read around them is in the tree.
import { EOF, type IRecognitionException, type IToken } from 'chevrotain';
import { Reporter } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/nearest.ts';
import { bug } from '../diagnostics/outside-error.ts';
import { SourceFile, type Span } from '../diagnostics/source-file.ts';
import { type Expression, type PipelineFile, sectionNames, units } from './ast.ts';
import { PipelineParser } from './grammar.ts';
import { createLexer, endOf, keywords, type Tokens } from './tokens.ts';
import { type LiteralProblem, Tree } from './tree.ts';

/** The most bytes of one file that are read: a pipeline is a page or two. */
export const maximumLength = 16 * 1024 * 1024;
/** The deepest nesting of brackets: more would exhaust the stack. */
export const maximumDepth = 200;

export interface Comment {
  /** With its slashes. */
  readonly text: string;
  readonly start: number;
}

export interface Parsed {
  readonly file: PipelineFile;
  readonly comments: readonly Comment[];
}

export interface Syntax {
  parse(source: SourceFile, reporter: Reporter): Parsed;
  parseExpression(source: SourceFile, reporter: Reporter): Expression;
  /** Reads a default of ours: it must be right. */
  parseDefault(text: string): Expression;
}

/** Makes the parser: some milliseconds, so make one and keep it. */
export function createSyntax(): Syntax {
  const tokenize = createLexer();
  const parser = new PipelineParser();
  const parseExpression = (source: SourceFile, reporter: Reporter): Expression => {
    const words = readWords(source, tokenize, reporter);
    const tree = new Tree(source);
    const expression = parser.parseExpression(words.tokens, tree);
    reportSyntax(source, parser.errors, tree.problems, words.tokens, reporter);
    return expression;
  };
  return {
    parseExpression,
    parseDefault(text) {
      const reporter = new Reporter();
      const expression = parseExpression(new SourceFile('default', text), reporter);
      return reporter.hasErrors ? bug(`the default \`${text}\` cannot be read`) : expression;
    },
    parse(source, reporter) {
      const words = readWords(source, tokenize, reporter);
      const tree = new Tree(source);
      const { version, doc, items } = parser.parseFile(words.tokens, tree);
      reportSyntax(source, parser.errors, tree.problems, words.tokens, reporter);
      const span = { source, start: 0, end: source.text.length };
      const comments = words.comments.map(({ image, startOffset }) => ({ text: image, start: startOffset }));
      return { file: { kind: 'file', source, version, doc, items, span }, comments };
    },
  };
}

function readWords(source: SourceFile, tokenize: (text: string) => Tokens, reporter: Reporter): Tokens {
  const nothing: Tokens = { tokens: [], comments: [], errors: [] };
  const whole = (start: number, end: number): Span => ({ source, start, end });
  if (source.text.length > maximumLength) {
    reporter.report('too-large', whole(0, 0), { what: 'the file', limit: `${maximumLength / 1024 / 1024} MB` });
    return nothing;
  }
  const words = tokenize(source.text);
  const deep = tooDeep(words.tokens);
  if (deep) {
    reporter.report('too-large', whole(deep.startOffset, endOf(deep)), {
      what: 'the nesting',
      limit: `${maximumDepth} levels`,
    });
    return nothing;
  }
  for (const { offset, length } of words.errors) {
    const text = source.text.slice(offset, offset + length);
    const hint = text.startsWith('"') ? 'a string ends on the line where it begins, with `"`' : undefined;
    reporter.report('unexpected-character', whole(offset, offset + length), { text: printable(text) }, { hint });
  }
  return words;
}

function tooDeep(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  let prefix = 0;
  return tokens.find(({ image }) => {
    // Signs before an operand nest too.
    prefix =
      image === '-' || image === 'not' || image === 'maybe' ? prefix + 1 : image === '(' || image === ')' ? prefix : 0;
    if (image === '(' || image === '[' || image === '{') depth += 1;
    else if (image === ')' || image === ']' || image === '}') depth = Math.max(0, depth - 1);
    return depth + prefix > maximumDepth;
  });
}

function reportSyntax(
  source: SourceFile,
  errors: readonly IRecognitionException[],
  problems: readonly LiteralProblem[],
  tokens: readonly IToken[],
  reporter: Reporter,
): void {
  for (const error of errors) {
    const span = errorSpan(source, error, tokens);
    reporter.report('syntax', span, { message: error.message }, { hint: syntaxHint(error) });
  }
  for (const { problem, text, span } of problems) {
    if (problem === 'unknown-unit')
      reporter.report('unknown-unit', span, { unit: text }, { hint: didYouMean(text, units) ?? unitHint(text) });
    else if (problem === 'bad-number') reporter.report('bad-number', span, { text });
    else if (problem === 'bad-escape') reporter.report('bad-escape', span, { text });
    else reporter.report('named-with-equals', span, { name: text }, { hint: `write \`${text}: …\`` });
  }
}

// What is missing at the end of a line, or of the file, is missing behind its last word.
function errorSpan(source: SourceFile, error: IRecognitionException, tokens: readonly IToken[]): Span {
  const { token } = error;
  const atEnd = token.tokenType === EOF || Number.isNaN(token.startOffset);
  const before = atEnd ? tokens.at(-1) : previousOf(error);
  const missing = atEnd || (before !== undefined && error.name === 'MismatchedTokenException');
  if (missing && (atEnd || (before && /[\r\n]/.test(source.text.slice(endOf(before), token.startOffset))))) {
    const at = before ? endOf(before) : source.text.length;
    return { source, start: at, end: at };
  }
  return { source, start: token.startOffset, end: endOf(token) };
}

function previousOf(error: IRecognitionException): IToken | undefined {
  const { previousToken } = error as IRecognitionException & { readonly previousToken?: IToken };
  return previousToken === undefined || Number.isNaN(previousToken.startOffset) ? undefined : previousToken;
}

function syntaxHint({ token, context }: IRecognitionException): string | undefined {
  const outside = context.ruleStack.length <= 1;
  if (outside && token.tokenType.name === 'Name')
    return didYouMean(token.image, [...sectionNames, 'network', 'block', 'param', 'use', 'anoseg']);
  const reserved = keywords.find((word) => word === token.image);
  if (reserved && context.ruleStack.at(-1) === 'name')
    return `\`${reserved}\` is a word of the language: choose another name`;
  return undefined;
}

function unitHint(text: string): string | undefined {
  return /^x\d*$/.test(text) ? 'a size is written with spaces: `256 x 256`' : 'the units are `%`, `px` and `deg`';
}

function printable(text: string): string {
  const short = text.length > 24 ? `${text.slice(0, 24)}…` : text;
  return short.replaceAll(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
