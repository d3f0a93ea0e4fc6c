// Where in a half-typed file a cursor stands: seen from the words before it alone, so that it matters
// little what is missing behind.
import type { IToken } from 'chevrotain';
import {
  DocComment,
  endOf,
  endsOperand,
  type ItemWord,
  isName,
  keyword,
  Layout,
  NumberToken,
  TextToken,
  type Tokens,
} from '../../api/editor.ts';

export type Context =
  /** A comment, a number, a name that is being made up. */
  | { readonly at: 'nothing' }
  /** Between the items of a file; `words`: those that it has already. */
  | { readonly at: 'item'; readonly words: readonly string[] }
  /** In the string of a `use`, or of an experiment's `pipeline`, of which so much is written. */
  | { readonly at: 'path'; readonly written: string; readonly isPipeline?: true }
  /** Among the names that a `use` takes from a path. */
  | { readonly at: 'import'; readonly path: string; readonly taken: readonly string[] }
  /** At the beginning of a line of a body. */
  | { readonly at: 'line'; readonly body: Body }
  | ExpressionContext;

export interface ExpressionContext {
  readonly at: 'expression';
  readonly body: Body;
  /** The names before the `=`: `optimizer`, `discriminator`. */
  readonly target: readonly string[];
  readonly frames: readonly Frame[];
  readonly position: ExpressionPosition;
  /** In YAML: nothing is written yet, so that an operation may be a key; and whether names of arguments may. */
  readonly yaml?: { readonly isKey: boolean; readonly takesNames: boolean };
}

/** `after`: behind a complete value. `owner`: the name before the dot. */
export type ExpressionPosition =
  | { readonly kind: 'operand' | 'step' | 'restriction' | 'condition' }
  | { readonly kind: 'after'; readonly isNumber: boolean }
  | { readonly kind: 'member'; readonly owner: string }
  /** In a string; `compared`: the name that it is compared with. */
  | { readonly kind: 'text'; readonly compared: string | undefined };

/** The item around the cursor; networks and blocks by their name. */
export interface Body {
  readonly word: Exclude<ItemWord, 'use' | 'unknown'>;
  readonly name: string | undefined;
}

/** An open bracket, or in YAML a key that holds what it would hold. */
export interface Frame {
  /** What is called; undefined where the brackets only group, or make a list. */
  readonly callee: string | undefined;
  readonly isPiped: boolean;
  /** Names of the arguments so far. */
  readonly given: readonly string[];
  /** The name of the argument in which the cursor stands. */
  readonly argument: string | undefined;
  /** How many without a name stand before it. */
  readonly position: number;
  /** Nothing of the argument is written yet, not even its name. */
  readonly isStart: boolean;
}

const nothing: Context = { at: 'nothing' };

/** `words`: of the text before the word at the cursor, which is `before`. */
export function contextOf(before: string, { tokens, comments }: Tokens): Context {
  const last = tokens.at(-1);
  const note = [comments.at(-1), last?.tokenType === DocComment ? last : undefined];
  if (note.some((token) => token && endOf(token) === before.length)) return nothing;
  // `4p`, `0.`: a number goes on.
  if (/(?:^|[^A-Za-z_\d])\d[\w.]*$/.test(before.slice(-50))) return nothing;
  const layout = new Layout(tokens, before);
  const starts = layout.itemStarts();
  const start = starts.at(-1);
  const words = starts.map(({ word }) => word);
  if (start === undefined) return tokens.length <= 2 ? itemContext(before, tokens, words) : nothing;
  if (start.word === 'use') return importContext(before, tokens.slice(start.index), words);
  if (start.word === 'unknown') return nothing;
  const from = start.index + (start.flaw === 'left out' ? 0 : 1);
  if (start.word === 'param') return paramContext(before, tokens.slice(from), words);
  const open = tokens.findIndex(({ image }, i) => i >= from && image === '{');
  const name = isName(tokens[from]) && open !== from ? tokens[from]?.image : undefined;
  const body: Body = { word: start.word, name };
  if (open < 0) return headContext(tokens.slice(from), body);
  if (tokens.slice(open).some(({ image }) => image === '}')) return itemContext(before, tokens, words);
  return bodyContext(before, layout, open + 1, body);
}

function itemContext(before: string, tokens: readonly IToken[], words: readonly string[]): Context {
  const hasVersion = tokens[0]?.tokenType === keyword('anoseg');
  const isFree = tokens.length === 0 || startsNewLine(before, tokens.at(-1));
  return isFree ? { at: 'item', words: hasVersion ? [...words, 'anoseg'] : words } : nothing;
}

function importContext(before: string, tokens: readonly IToken[], words: readonly string[]): Context {
  const path = tokens.find(({ tokenType }) => tokenType === TextToken);
  if (path === undefined) return nothing;
  if (isOpen(path, before)) return { at: 'path', written: path.image.slice(1) };
  const open = tokens.findIndex(({ image }) => image === '{');
  if (open < 0 || tokens.some(({ image }) => image === '}')) return itemContext(before, tokens, [...words]);
  const last = tokens.at(-1);
  const isPlace = last?.image === '{' || last?.image === ',' || (last && startsNewLine(before, last));
  const taken = tokens.slice(open + 1).flatMap((token) => (isName(token) ? [token.image] : []));
  return isPlace ? { at: 'import', path: textOf(path), taken } : nothing;
}

// `param name = value in bounds`, without an end of its own.
function paramContext(before: string, tokens: readonly IToken[], words: readonly string[]): Context {
  const last = tokens.at(-1);
  const assign = tokens.findIndex(({ image }) => image === '=');
  if (last === undefined || assign < 0) return nothing;
  if (startsNewLine(before, last) && endsOperand(last)) return { at: 'item', words: [...words, 'anoseg'] };
  return expressionContext(before, tokens.slice(assign + 1), { word: 'param', name: tokens[0]?.image }, []);
}

// Parameters of a block or network are names that are being made up, but for their defaults.
function headContext(tokens: readonly IToken[], body: Body): Context {
  const last = tokens.at(-1);
  return last?.image === '=' ? { ...operand, body: { ...body, word: 'param' } } : nothing;
}

const operand = { at: 'expression', target: [], frames: [], position: { kind: 'operand' } } as const;

function bodyContext(before: string, layout: Layout, from: number, body: Body): Context {
  const { tokens } = layout;
  const start = layout.statementStarts(from, tokens.length).at(-1);
  const last = tokens.at(-1);
  if (start === undefined || last === undefined) return { at: 'line', body };
  const isDone = last.tokenType === DocComment || (endsOperand(last) && depthOf(tokens.slice(start)) === 0);
  if (isDone && startsNewLine(before, last)) return { at: 'line', body };
  const statement = tokens.slice(start);
  if (statement[0]?.tokenType === keyword('return')) return expressionContext(before, statement.slice(1), body, []);
  const assign = statement.findIndex(({ image }) => image === '=');
  const names = statement.slice(0, assign < 0 ? undefined : assign).filter((token) => isName(token));
  const target = names.map(({ image }) => image);
  if (assign >= 0) return expressionContext(before, statement.slice(assign + 1), body, target);
  const owner = last.image === '.' ? target.at(-1) : undefined;
  return owner === undefined ? nothing : { ...operand, body, target, position: { kind: 'member', owner } };
}

/** `tokens`: of the value so far, from its beginning; `outer`: what it stands in. */
export function expressionContext(
  before: string,
  tokens: readonly IToken[],
  body: Body,
  target: readonly string[],
  outer: readonly Frame[] = [],
): Context {
  const last = tokens.at(-1);
  if (last?.tokenType === TextToken && isOpen(last, before) && isPipelinePath(body, target))
    return { at: 'path', written: last.image.slice(1), isPipeline: true };
  if (last?.tokenType === TextToken && isOpen(last, before))
    return {
      at: 'expression',
      body,
      target,
      frames: [...outer, ...openFrames(tokens.slice(0, -1)).frames],
      position: inText(tokens),
    };
  const { frames, isStep } = openFrames(tokens);
  const position = positionBehind(tokens, isStep);
  if (position === undefined) return nothing;
  return { at: 'expression', body, target, frames: [...outer, ...frames], position };
}

/** Where an experiment names its pipeline. */
export function isPipelinePath({ word }: Body, [key, ...others]: readonly string[]): boolean {
  return word === 'experiment' && key === 'pipeline' && others.length === 0;
}

interface Open extends Frame {
  readonly isStep: boolean;
  readonly isMaybe: boolean;
}

// What is open behind the last word, and whether a step of a chain is expected or written there.
function openFrames(tokens: readonly IToken[]): { readonly frames: readonly Frame[]; readonly isStep: boolean } {
  const start = { given: [], argument: undefined, position: 0, isStart: true, isStep: false, isMaybe: false };
  const stack: Open[] = [{ ...start, callee: undefined, isPiped: false }];
  const change = (parts: Partial<Open>) => {
    const top = stack.pop();
    if (top) stack.push({ ...top, isStart: false, ...parts });
  };
  tokens.forEach(({ image, tokenType }, i) => {
    const before = tokens[i - 1];
    const top = stack.at(-1);
    if (tokenType === TextToken) change({});
    else if (image === '(' || image === '[') {
      const callee = image === '(' && isName(before) ? before?.image : undefined;
      const isPiped = top?.isStep ?? false;
      change({});
      stack.push({ ...start, callee, isPiped, isMaybe: before?.tokenType === keyword('maybe') });
    } else if (image === ')' || image === ']') {
      if (stack.length > 1) stack.pop();
    } else if (image === ',') {
      const position = (top?.position ?? 0) + (top?.argument === undefined ? 1 : 0);
      change({ isStart: true, argument: undefined, position, isStep: false });
    } else if (image === ':' && isName(before)) {
      const name = before?.image ?? '';
      change({ argument: name, given: [...(top?.given ?? []), name] });
    } else change(image === '->' ? { isStep: true } : {});
  });
  return { frames: stack.slice(1), isStep: stack.at(-1)?.isStep ?? false };
}

// `kind == "`
function inText(tokens: readonly IToken[]): ExpressionPosition {
  const [name, sign] = [tokens.at(-3), tokens.at(-2)];
  const isCompared = (sign?.image === '==' || sign?.image === '!=') && isName(name);
  return { kind: 'text', compared: isCompared ? name?.image : undefined };
}

function positionBehind(tokens: readonly IToken[], isStep: boolean): ExpressionPosition | undefined {
  const last = tokens.at(-1);
  const before = tokens.at(-2);
  if (last === undefined) return { kind: 'operand' };
  if (last.image === '.') return isName(before) ? { kind: 'member', owner: before?.image ?? '' } : undefined;
  if (last.tokenType === keyword('on')) return { kind: 'restriction' };
  if (last.tokenType === keyword('when')) return { kind: 'condition' };
  if (last.tokenType === keyword('maybe')) return undefined;
  if (last.image === '->' || (isStep && last.image === '|') || closesMaybe(tokens)) return { kind: 'step' };
  if (!endsOperand(last)) return { kind: 'operand' };
  return { kind: 'after', isNumber: last.tokenType === NumberToken || last.image === ')' };
}

// `maybe(50%)` is followed by its step.
function closesMaybe(tokens: readonly IToken[]): boolean {
  if (tokens.at(-1)?.image !== ')') return false;
  let depth = 0;
  for (let i = tokens.length - 1; i > 0; i--) {
    const image = tokens[i]?.image;
    if (image === ')') depth += 1;
    if (image === '(') depth -= 1;
    if (depth === 0) return tokens[i - 1]?.tokenType === keyword('maybe') || isRepeat(tokens, i - 1);
  }
  return false;
}

// Before its step is written, it is a name like any other.
function isRepeat(tokens: readonly IToken[], at: number): boolean {
  const before = tokens[at - 1]?.image ?? '';
  return tokens[at]?.image === 'repeat' && ['->', '(', '|', ')'].includes(before);
}

function depthOf(tokens: readonly IToken[]): number {
  let depth = 0;
  for (const { image } of tokens) {
    if (image === '(' || image === '[') depth += 1;
    if (image === ')' || image === ']') depth = Math.max(0, depth - 1);
  }
  return depth;
}

function startsNewLine(before: string, last: IToken | undefined): boolean {
  return last === undefined || /[\r\n]/.test(before.slice(endOf(last)));
}

// A string that the text before the cursor does not close.
function isOpen(token: IToken, before: string): boolean {
  const inner = token.image.slice(1);
  const closes = inner.endsWith('"') && (/\\{0,100}$/.exec(inner.slice(0, -1))?.[0].length ?? 0) % 2 === 0;
  return !closes && endOf(token) === before.length;
}

function textOf({ image }: IToken): string {
  return image.slice(1, image.endsWith('"') ? -1 : undefined);
}
