// How deep a text nests, from its words alone: what the parser and all that walks its tree would need
// stack for. Brackets nest, and signs before an operand, and operators in a row (`a + b + c` is a tree
// as deep as it is long).
import type { IToken } from 'chevrotain';
import { OperatorToken, RepeatToken } from './tokens.ts';

/** The deepest nesting of brackets and signs: more would exhaust the stack. */
export const maximumDepth = 200;
/** The most operators in a row. */
const maximumOperators = 1000;
/** The most `else` in a row: each stands inside the one before. */
const maximumSides = 200;

export interface TooDeep {
  readonly token: IToken;
  readonly what: string;
  readonly limit: string;
}

interface Level {
  /** Signs in front of the bracket. */
  readonly signs: number;
  /** Opened by `maybe(` or `repeat(`: behind it follows what it is a sign of. */
  readonly isChance: boolean;
  readonly operators: number;
  readonly sides: number;
}

/** The first place that is too deep. */
export function findTooDeep(tokens: readonly IToken[]): TooDeep | undefined {
  const open: Level[] = [];
  let [signs, operators, outerSigns, chance, sides] = [0, 0, 0, false, 0];
  for (const token of tokens) {
    const { image, tokenType } = token;
    if (isOpening(image)) {
      open.push({ signs, isChance: chance, operators, sides });
      outerSigns += signs;
      [signs, operators, chance, sides] = [0, 0, false, 0];
    } else if (isClosing(image)) {
      const level = open.pop();
      outerSigns -= level?.signs ?? 0;
      signs = level?.isChance === true ? level.signs : 0;
      operators = level?.operators ?? 0;
      sides = level?.sides ?? 0;
    } else if (image === '-' || image === 'not' || image === 'maybe' || tokenType === RepeatToken) {
      signs += 1;
      chance = image === 'maybe' || tokenType === RepeatToken;
    } else {
      signs = 0;
    }
    if (addsLevel(token)) operators += 1;
    else if (image === ',' || image === '=' || image === '->') operators = 0;
    if (image === 'else') sides += 1;
    else if (image === ',' || image === '=') sides = 0;
    if (sides > maximumSides)
      return { token, what: 'the number of `else` in a row', limit: maximumSides.toLocaleString('en') };
    if (open.length + outerSigns + signs > maximumDepth)
      return { token, what: 'the nesting', limit: `${maximumDepth} levels` };
    if (operators > maximumOperators)
      return { token, what: 'the number of operators in a row', limit: maximumOperators.toLocaleString('en') };
  }
  return undefined;
}

function isOpening(image: string): boolean {
  return image === '(' || image === '[' || image === '{';
}

function isClosing(image: string): boolean {
  return image === ')' || image === ']' || image === '}';
}

function addsLevel(token: IToken): boolean {
  const { image, tokenType } = token;
  if (image === 'on' || image === 'when') return true;
  return image !== '->' && image !== '..' && (tokenType.CATEGORIES ?? []).includes(OperatorToken);
}
