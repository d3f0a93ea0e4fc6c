// Parses one piece of a broken file with the grammar's own rule for it, and says what is wrong in it:
// the first mistake of each line, since what follows on the line is mostly its echo.
import { EOF, type IRecognitionException, type IToken } from 'chevrotain';
import type { Fix } from '../../../diagnostics/diagnostic.ts';
import type { Span } from '../../../diagnostics/source-file.ts';
import type { Pieces, PipelineParser } from '../grammar.ts';
import { describeToken, habitHint } from '../syntax-messages.ts';
import { endOf, keywords, NumberToken, TextToken } from '../tokens.ts';
import type { Tree } from '../tree.ts';
import { endsOperand, isName, type Layout } from './layout.ts';

export interface Piece<T> {
  readonly value: T | undefined;
  readonly isBroken: boolean;
}

export class PieceReader {
  readonly breakages: Breakage[] = [];
  readonly broken: Span[] = [];
  readonly #layout: Layout;
  readonly #tree: Tree;
  readonly #parser: PipelineParser;

  constructor(layout: Layout, tree: Tree, parser: PipelineParser) {
    this.#layout = layout;
    this.#tree = tree;
    this.#parser = parser;
  }

  /** `end`: what the end of the piece is called in messages. */
  read<K extends keyof Pieces>(rule: K, from: number, to: number, end = this.#found(to, undefined)): Piece<Pieces[K]> {
    const tokens = this.#layout.tokens.slice(from, to);
    const { value, errors } = this.#parser.parsePiece(rule, tokens, this.#tree, end);
    const lines = new Set<number>();
    for (const error of errors) {
      const span = this.#errorSpan(error, tokens);
      const line = this.#tree.source.lineIndex(span.start);
      const opened = this.#openedBefore(error, tokens);
      const related = opened ? { related: opened } : {};
      if (!lines.has(line))
        this.breakages.push({ span, message: error.message, ...this.#help(error, rule, tokens), ...related });
      lines.add(line);
    }
    const isBroken = errors.length > 0;
    if (isBroken) this.#markBroken(from, to);
    return { value, isBroken };
  }

  expected(what: string, index: number, end: number, hint?: string): void {
    const before = this.#layout.tokens[index - 1];
    const here = index < end && !this.#layout.startsLine(index) ? this.#layout.tokens[index] : undefined;
    const at = before ? endOf(before) : 0;
    const span = here ? this.#spanOf(here) : this.#tree.span(at, at);
    this.breakages.push({ span, message: `expected ${what}, found ${this.#found(index, here)}`, hint });
    this.#markBroken(index, index + 1);
  }

  misspelt(index: number, meant: string | undefined): void {
    const token = this.#layout.tokens[index];
    if (token === undefined) return;
    const form = meant === undefined ? {} : { meant };
    this.breakages.push({ span: this.#spanOf(token), message: '', hint: undefined, section: token.image, ...form });
  }

  leftOut(index: number, word: string): void {
    const token = this.#layout.tokens[index];
    if (token === undefined) return;
    const what =
      word === 'unknown' ? 'the name of a section' : word === 'network' ? '`network` or `block`' : `\`${word}\``;
    const message = `expected ${what} in front of ${describeToken(token)}`;
    this.breakages.push({ span: this.#spanOf(token), message, hint: undefined });
  }

  unclosed(open: number, end: number): void {
    const last = this.#layout.tokens[end - 1];
    const at = last ? endOf(last) : 0;
    const brace = this.#layout.tokens[open];
    const message = `expected \`}\`, found ${this.#found(end, this.#layout.tokens[end])}`;
    const related = brace ? { related: this.#spanOf(brace) } : {};
    this.breakages.push({ span: this.#tree.span(at, at), message, hint: undefined, ...related });
  }

  brace(index: number): void {
    const token = this.#layout.tokens[index];
    if (token === undefined) return;
    const hint = token.image === '}' ? 'nothing is open here that it would close' : 'a body has no braces inside';
    this.breakages.push({ span: this.#spanOf(token), message: `unexpected \`${token.image}\``, hint });
  }

  stray(from: number, to: number, hint?: string): void {
    const token = this.#layout.tokens[from];
    if (token === undefined) return;
    const message = `expected a section, found ${describeToken(token)}`;
    this.breakages.push({ span: this.#spanOf(token), message, hint });
    this.#markBroken(from, to);
  }

  #found(index: number, here: IToken | undefined): string {
    if (here !== undefined) return describeToken(here);
    return this.#layout.tokens[index] === undefined ? 'the end of the file' : 'the end of the line';
  }

  #markBroken(from: number, to: number): void {
    const [first, last] = [this.#layout.tokens[from], this.#layout.tokens[to - 1]];
    if (first && last) this.broken.push(this.#tree.span(first.startOffset, endOf(last)));
  }

  // What is missing at the end of a line, or of the piece, is missing behind its last word.
  #errorSpan(error: IRecognitionException, tokens: readonly IToken[]): Span {
    const { token } = error;
    const atEnd = token.tokenType === EOF || Number.isNaN(token.startOffset);
    const index = atEnd ? tokens.length : tokens.indexOf(token);
    const before = tokens[index - 1];
    const text = before ? this.#tree.source.text.slice(endOf(before), token.startOffset) : '';
    const missing = atEnd || (error.name === 'MismatchedTokenException' && /[\r\n]/.test(text));
    if (!missing || before === undefined) return atEnd ? this.#tree.span(0, 0) : this.#spanOf(token);
    return this.#tree.span(endOf(before), endOf(before));
  }

  // The bracket that was not closed, where one was expected to be.
  #openedBefore({ token, message }: IRecognitionException, tokens: readonly IToken[]): Span | undefined {
    if (!/^expected `[)\]]`/.test(message)) return undefined;
    const open: IToken[] = [];
    for (const before of tokens) {
      if (before === token) break;
      if (before.image === '(' || before.image === '[') open.push(before);
      else if (before.image === ')' || before.image === ']') open.pop();
    }
    const last = open.at(-1);
    return last && this.#spanOf(last);
  }

  #help(error: IRecognitionException, rule: keyof Pieces, tokens: readonly IToken[]): Pick<Breakage, 'hint' | 'fix'> {
    const hint = hintFor(error, rule, tokens);
    const before = tokens[tokens.indexOf(error.token) - 1];
    if (before === undefined || !isWithoutComma(error.message, before, error.token)) return { hint };
    const at = endOf(before);
    const { text } = missingSign(tokens, tokens.indexOf(error.token));
    return { hint, fix: { span: this.#tree.span(at, at), text, otherwise: hint } };
  }

  #spanOf(token: IToken): Span {
    return this.#tree.span(token.startOffset, endOf(token));
  }
}

function hintFor(
  { token, context, message }: IRecognitionException,
  rule: keyof Pieces,
  tokens: readonly IToken[],
): string | undefined {
  const reserved = keywords.find((word) => word === token.image);
  const wantsName = context.ruleStack.at(-1) === 'name' || (rule === 'statement' && context.ruleStack.length <= 2);
  if (reserved && wantsName) return `\`${reserved}\` is a word of the language: choose another name`;
  const index = tokens.indexOf(token);
  if (isWithoutComma(message, tokens[index - 1], token)) return missingSign(tokens, index).hint;
  const isConditional = tokens.slice(0, Math.max(0, index)).some(({ image }) => image === 'when' || image === 'on');
  if (token.image === '->' && isConditional)
    return 'a step with a condition stands in brackets: `-> (conv(8) when deep) -> relu`';
  const goesOn = isName(tokens[index - 1]) || tokens[index - 1]?.image === ')';
  if (/^unexpected/.test(message) && goesOn && isName(token)) return 'steps stand behind `->`: `x -> f(3) -> g`';
  return habitHint(token, tokens[index - 1], tokens[index - 2], index === tokens.length - 1);
}

// `f(a b)`, `f(a b: 3)`
function isWithoutComma(message: string, before: IToken | undefined, token: IToken): boolean {
  if (!/^expected `[)\]]`, found/.test(message)) return false;
  return endsOperand(before) && (isName(token) || token.tokenType === NumberToken || token.tokenType === TextToken);
}

// `adam(rate 1e-3)` or `bce(map mask)`
function missingSign(tokens: readonly IToken[], index: number): { readonly text: string; readonly hint: string } {
  const [earlier, before, token] = tokens.slice(Math.max(0, index - 2), index + 1);
  const isNamed = isName(before) && /^[(,]$/.test(earlier?.image ?? '') && !isName(token);
  return isNamed
    ? { text: ':', hint: `an argument is named with a colon: \`${before?.image}: …\`` }
    : { text: ',', hint: 'a comma stands between arguments' };
}

/** Something wrong with the structure of the file. */
export interface Breakage {
  readonly span: Span;
  readonly message: string;
  readonly hint: string | undefined;
  /** A word that is misspelt: its own code. */
  readonly section?: string;
  readonly meant?: string;
  readonly related?: Span;
  readonly fix?: Fix;
}
