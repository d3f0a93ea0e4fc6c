// What stands where in a file that does not parse, seen from its words alone: where items begin (also
// under a misspelt word), where a body opens and closes, where each of its statements begins.
import type { IToken } from 'chevrotain';
import { nearest } from '../../../diagnostics/nearest.ts';
import { sectionNames } from '../ast.ts';
import { foreignSection } from '../habits/foreign-names.ts';
import {
  BindingName,
  DocComment,
  endOf,
  GapToken,
  keyword,
  NameToken,
  NumberToken,
  SampleKindToken,
  symbol,
  TextToken,
} from '../tokens.ts';

/** `unknown`: a body of nobody knows what. */
export type ItemWord = 'use' | 'param' | 'network' | 'block' | (typeof sectionNames)[number] | 'unknown';

/** `word`: what it is, or is meant to be. Where the word is left out, the item begins behind it. */
export interface ItemStart {
  readonly index: number;
  readonly word: ItemWord;
  readonly flaw: 'misspelt' | 'left out' | undefined;
}

const itemWords: readonly Exclude<ItemWord, 'unknown'>[] = ['use', 'param', 'network', 'block', ...sectionNames];
const anywhere: ReadonlySet<string> = new Set(['use', 'param', 'network', 'block']);

/** Tokens of one file, and the places of line ends between them. */
export class Layout {
  constructor(
    readonly tokens: readonly IToken[],
    readonly text: string,
  ) {}

  startsLine(index: number): boolean {
    const token = this.tokens[index];
    const before = this.tokens[index - 1];
    if (token === undefined || before === undefined) return token !== undefined;
    return /[\r\n]/.test(this.text.slice(endOf(before), token.startOffset));
  }

  /** Where items begin. The words of items are reserved, so they begin one even inside an open bracket. */
  itemStarts(): readonly ItemStart[] {
    const starts: ItemStart[] = [];
    const closesLater = this.#closesLater();
    // A section, network or block whose body has not ended yet, or not even begun.
    let [isOpen, hasBegun] = [false, false];
    this.tokens.forEach(({ image }, index) => {
      const start = this.#itemAt(index, isOpen);
      if (start !== undefined) {
        starts.push(start);
        [isOpen, hasBegun] = [start.word !== 'use' && start.word !== 'param', false];
      }
      if (image === '{') hasBegun = true;
      if (image === '}' && hasBegun && closesLater[index] !== true) isOpen = false;
    });
    return starts;
  }

  // For each token, whether a brace closes behind it and before the next item: then an earlier one was too many.
  #closesLater(): readonly boolean[] {
    const closes: boolean[] = [];
    let seen = false;
    for (let i = this.tokens.length - 1; i >= 0; i--) {
      closes[i] = seen;
      const token = this.tokens[i];
      if (token?.image === '}') seen = true;
      else if (token?.image === '{' || itemWords.some((word) => token?.tokenType === keyword(word))) seen = false;
    }
    return closes;
  }

  /** Where the statements of a body begin: `from` to before `to`. */
  statementStarts(from: number, to: number): readonly number[] {
    const starts: number[] = [];
    let depth = 0;
    for (let i = from; i < to; i++) {
      const image = this.tokens[i]?.image;
      if (image === '(' || image === '[') depth += 1;
      else if (image === ')' || image === ']') depth = Math.max(0, depth - 1);
      if (!this.#beginsStatement(i, depth, i === from)) continue;
      starts.push(i);
      depth = 0;
    }
    return starts;
  }

  #itemAt(index: number, isInBody: boolean): ItemStart | undefined {
    const token = this.tokens[index];
    const next = this.tokens[index + 1];
    if (token === undefined) return undefined;
    const word = itemWords.find((known) => token.tokenType === keyword(known));
    if (word !== undefined) {
      // A word of the language as the name of a value: a mistake in its statement.
      if (next?.image === '=') return undefined;
      const begins = anywhere.has(word) || next?.image === '{' || this.startsLine(index);
      return begins ? { index, word, flaw: undefined } : undefined;
    }
    if (!this.startsLine(index)) return undefined;
    const meant = isName(token) ? this.#meantBy(index, isInBody) : undefined;
    if (meant !== undefined) return { index, word: meant, flaw: 'misspelt' };
    const left = isInBody ? undefined : this.#leftOutBefore(index);
    return left === undefined ? undefined : { index, word: left, flaw: 'left out' };
  }

  // `trian {`, `netwrok name(`, `parm name =`, `uses "…" {`
  #meantBy(index: number, isInBody: boolean): ItemWord | undefined {
    const [word, next, third] = this.tokens.slice(index, index + 3);
    if (word === undefined || next === undefined) return undefined;
    const meant = foreignSection(word.image);
    const near = (words: readonly ItemWord[]) =>
      words.find((known) => known === meant) ?? itemWords.find((known) => known === nearest(word.image, words));
    if (next.image === '{') return near(sectionNames) ?? (isInBody ? undefined : 'unknown');
    if (next.tokenType === TextToken && third?.image === '{') return near(['use']);
    if (isName(next) && third?.image === '(') return near(['network', 'block']);
    return isName(next) && third?.image === '=' && !isInBody ? near(['param']) : undefined;
  }

  // `{`, `name(…) {`, `name = …`, `"…" {`
  #leftOutBefore(index: number): ItemWord | undefined {
    const [first, next] = this.tokens.slice(index, index + 2);
    if (first?.image === '{') return 'unknown';
    if (first?.tokenType === TextToken && next?.image === '{') return 'use';
    if (!isName(first)) return undefined;
    if (next?.image === '=') return 'param';
    return next?.image === '(' && this.#opensBody(index + 1) ? 'network' : undefined;
  }

  // Whether the brackets that open here are followed by a brace.
  #opensBody(index: number): boolean {
    const close = this.tokens.findIndex(({ image }, i) => i > index && image === ')');
    return close >= 0 && this.tokens[close + 1]?.image === '{';
  }

  // The `=` behind it begins the next line, whose own name is missing.
  #isCutOff(index: number): boolean {
    return this.tokens[index + 1]?.image === '=' && this.startsLine(index + 1);
  }

  #beginsStatement(index: number, depth: number, isFirst: boolean): boolean {
    const token = this.tokens[index];
    const before = this.tokens[index - 1];
    if (token === undefined) return false;
    if (isFirst) return true;
    if (token.tokenType === BindingName && !this.startsLine(index) && this.#isCutOff(index)) return false;
    if (token.tokenType === BindingName || token.tokenType === keyword('return')) return !isDoc(before);
    if (isDoc(token)) return !isDoc(before);
    if (!this.startsLine(index) || depth > 0) return false;
    const isReserved = this.tokens[index + 1]?.image === '=' && /^[a-z]+$/.test(token.image);
    return token.image === '=' || isReserved || (endsOperand(before) && beginsOperand(token));
  }
}

export function isName(token: IToken | undefined): boolean {
  return token !== undefined && (token.tokenType === NameToken || token.tokenType === BindingName);
}

export function isDoc(token: IToken | undefined): boolean {
  return token?.tokenType === DocComment;
}

const operandEnds = [
  NameToken,
  BindingName,
  NumberToken,
  GapToken,
  TextToken,
  SampleKindToken,
  symbol('CloseParen'),
  symbol('CloseBracket'),
  keyword('true'),
  keyword('false'),
];
const operandBeginnings = [NameToken, BindingName, NumberToken, GapToken, TextToken, keyword('true'), keyword('false')];

/** Whether a value may end with it. */
export function endsOperand(token: IToken | undefined): boolean {
  return token !== undefined && operandEnds.includes(token.tokenType);
}

function beginsOperand(token: IToken): boolean {
  return operandBeginnings.includes(token.tokenType);
}
