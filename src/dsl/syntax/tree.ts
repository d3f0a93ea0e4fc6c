// Makes nodes of the syntax tree out of tokens: spans, names, literals, and operators by precedence.
import type { IToken } from 'chevrotain';
import { joinSpans, type SourceFile, type Span } from '../../diagnostics/source-file.ts';
import { largestExact } from '../../ops/core/value.ts';
import {
  type BinaryOperator,
  binaryOperators,
  type Expression,
  type Name,
  type NumberLiteral,
  type TextLiteral,
  units,
} from './ast.ts';
import { endOf } from './tokens.ts';

/** Something wrong inside a token, which the grammar cannot see. */
export interface LiteralProblem {
  readonly problem:
    | 'unknown-unit'
    | 'bad-number'
    | 'inexact-number'
    | 'bad-escape'
    | 'unclosed-string'
    | 'named-with-equals';
  readonly text: string;
  readonly span: Span;
}

export class Tree {
  readonly problems: LiteralProblem[] = [];

  /** `place`: where all of it stands, for a text that is in no file. */
  constructor(
    readonly source: SourceFile,
    readonly place?: Span,
  ) {}

  span(start: number, end: number): Span {
    return this.place ?? { source: this.source, start, end: Math.max(start, end) };
  }

  /** A token that recovery made up has no place: its span is empty, after the token before it. */
  tokenSpan(token: IToken, previousEnd: number): Span {
    return Number.isNaN(token.startOffset)
      ? this.span(previousEnd, previousEnd)
      : this.span(token.startOffset, endOf(token));
  }

  name(token: IToken, previousEnd: number): Name {
    const made = token.isInsertedInRecovery === true;
    return { kind: 'name', text: made ? '' : token.image, span: this.tokenSpan(token, previousEnd) };
  }

  missing(at: number): Expression {
    return { kind: 'missing', span: this.span(at, at) };
  }

  number(token: IToken): NumberLiteral {
    const match = /^([\d_.]+(?:[eE][+-]?\d+)?)(.*)$/.exec(token.image);
    const digits = match?.[1] ?? token.image;
    const suffix = match?.[2] ?? '';
    const span = this.tokenSpan(token, 0);
    const unit = units.find((known) => known === suffix);
    if (suffix !== '' && unit === undefined) this.problems.push({ problem: 'unknown-unit', text: suffix, span });
    const value = Number(digits.replaceAll('_', ''));
    const problem = !Number.isFinite(value) ? 'bad-number' : isInexact(digits, value) ? 'inexact-number' : undefined;
    if (problem) this.problems.push({ problem, text: digits, span });
    // What is refused already is not told again as out of a range.
    const kept = problem === 'bad-number' ? 0 : problem ? largestExact : value;
    return { kind: 'number', value: kept, unit, text: token.image, span };
  }

  text(token: IToken): TextLiteral {
    const span = this.tokenSpan(token, 0);
    const isClosed = token.isInsertedInRecovery === true || /^"(?:[^"\\]|\\.)*"$/s.test(token.image);
    if (!isClosed) this.problems.push({ problem: 'unclosed-string', text: token.image, span });
    const value = token.image
      .slice(1, isClosed ? -1 : undefined)
      .replaceAll(/\\(u\{[0-9a-fA-F]{1,6}\}|.)/gsu, (whole, code: string, at: number) => {
        const character = characterOf(code);
        const start = token.startOffset + 1 + at;
        const place = this.span(start, start + whole.length);
        if (character === undefined) this.problems.push({ problem: 'bad-escape', text: whole, span: place });
        return character ?? whole;
      });
    return { kind: 'text', value, span };
  }

  /** `a + b * c` as a tree: operands and the operators between them, tighter ones first. */
  operation(operands: readonly Expression[], operators: readonly string[]): Expression {
    const values = [...operands.slice(0, 1)];
    const pending: string[] = [];
    const reduce = () => {
      const right = values.pop();
      const left = values.pop();
      const operator = pending.pop();
      if (left && right && operator) values.push(combine(operator, left, right));
    };
    operators.forEach((operator, i) => {
      while (pending.length > 0 && precedence(pending.at(-1)) >= precedence(operator)) reduce();
      pending.push(operator);
      const next = operands[i + 1];
      if (next) values.push(next);
    });
    while (pending.length > 0) reduce();
    return values[0] ?? this.missing(0);
  }
}

/** Whether a whole number is another one than it is written; beyond those that are kept exactly, `1e21` is meant roughly. */
function isInexact(digits: string, value: number): boolean {
  const [, whole = '', fraction = '', power] = /^([\d_]*)(?:\.([\d_]*))?(?:[eE](.*))?$/.exec(digits) ?? [];
  if (value > largestExact) return power === undefined;
  // Halves of numbers below are kept.
  if (value < largestExact / 2) return false;
  const written = (whole + fraction).replaceAll('_', '');
  const shift = Number(power ?? 0) - fraction.replaceAll('_', '').length;
  const [one, other] = shift < 0 ? [1n, 10n ** BigInt(-shift)] : [10n ** BigInt(shift), 1n];
  return BigInt(written) * one !== BigInt(value) * other;
}

const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['in'],
  ['..'],
  ['+', '-'],
  ['*', '/', 'x'],
];

/** How tightly an operator binds; higher is tighter. */
export function precedence(operator: string | undefined): number {
  return levels.findIndex((level) => operator !== undefined && level.includes(operator));
}

function combine(operator: string, left: Expression, right: Expression): Expression {
  const span = joinSpans(left.span, right.span);
  if (operator === '..') return { kind: 'range', from: left, to: right, span };
  if (operator === 'in') return { kind: 'within', value: left, bounds: right, span };
  if (operator === 'x') return { kind: 'size', height: left, width: right, span };
  const known: BinaryOperator = binaryOperators.find((name) => name === operator) ?? '+';
  return { kind: 'binary', operator: known, left, right, span };
}

function characterOf(escaped: string): string | undefined {
  const simple: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t' };
  if (escaped.startsWith('u{')) {
    const code = Number.parseInt(escaped.slice(2, -1), 16);
    return code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : undefined;
  }
  return Object.hasOwn(simple, escaped) ? simple[escaped] : undefined;
}
