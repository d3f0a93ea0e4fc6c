// Patterns for paths: `*`, `?`, `[a-z]`, `{a,b}` and `**`. Written here because the libraries that were tried make
// regular expressions of them, which look for minutes at `*a*a*a*a*b`; this takes the length of the name times that of
// the pattern at most. Names are compared as they look: composed (NFC).
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';

/** One of a sequence: a part of a path, or a character. `any`: as many as there are. */
type Piece<T> = 'any' | ((one: T) => boolean);

/** Alternatives of all braces together; more are a mistake. */
const mostAlternatives = 1000;

/** Whether a name means more than one. */
export function isPattern(name: string): boolean {
  const isClosed = (open: string, close: string, least: number) => {
    const at = name.indexOf(open);
    return at >= 0 && name.lastIndexOf(close) > at + least;
  };
  return /[*?]/.test(name) || isClosed('[', ']', 1) || isClosed('{', '}', 0);
}

/** Tells whether a path, with `/`, is one of a pattern's. @throws OutsideError `pattern-too-large` */
export function patternMatcher(pattern: string): (name: string) => boolean {
  const alternatives = expandBraces(pattern.normalize()).map((one) => one.split('/').filter(isPart).map(partPiece));
  return (name) => {
    const parts = name.normalize().split('/');
    return alternatives.some((pieces) => matches(pieces, parts));
  };
}

/** How many folders deep a pattern reaches: infinitely with `**`. */
export function patternDepth(pattern: string): number {
  const depths = expandBraces(pattern).map((one) => {
    const parts = one.split('/').filter(isPart);
    return parts.includes('**') ? Number.POSITIVE_INFINITY : parts.length - 1;
  });
  return Math.max(0, ...depths);
}

function isPart(part: string): boolean {
  return part !== '' && part !== '.';
}

// After the last `any` that was met nothing needs to be tried again but how much it takes: no more backtracking than that.
function matches<T>(pieces: readonly Piece<T>[], sequence: readonly T[]): boolean {
  let [piece, at, lastAny, resume] = [0, 0, -1, 0];
  while (at < sequence.length) {
    const wanted = pieces[piece];
    const one = sequence[at];
    if (wanted === 'any') [lastAny, resume, piece] = [piece, at, piece + 1];
    else if (wanted !== undefined && one !== undefined && wanted(one)) [piece, at] = [piece + 1, at + 1];
    else if (lastAny >= 0) [resume, piece, at] = [resume + 1, lastAny + 1, resume + 1];
    else return false;
  }
  return pieces.slice(piece).every((rest) => rest === 'any');
}

function partPiece(part: string): Piece<string> {
  if (part === '**') return 'any';
  const pieces = [...part.matchAll(/\*+|\?|\[[!^]?\]?[^\]]*\]|\\?./gsu)].map(([token]) => characterPiece(token));
  return (name) => matches(pieces, [...name]);
}

function characterPiece(token: string): Piece<string> {
  if (token.startsWith('*')) return 'any';
  if (token === '?') return () => true;
  if (token.startsWith('[') && token.length > 2) return characterClass(token.slice(1, -1));
  const literal = token.length > 1 && token.startsWith('\\') ? token.slice(1) : token;
  return (character) => character === literal;
}

function characterClass(inside: string): Piece<string> {
  const isInverse = /^[!^]/.test(inside);
  const ranges = [...inside.slice(isInverse ? 1 : 0).matchAll(/(.)-(.)|(.)/gsu)].map(
    ([, from = '', to = '', single]) => (single === undefined ? [from, to] : [single, single]),
  );
  return (character) =>
    ranges.some(([from = '', to = '']) => from <= character && character <= to) !== isInverse && character !== '/';
}

// The innermost braces first, so that they may lie in each other.
function expandBraces(pattern: string): readonly string[] {
  let [open, done]: [string[], string[]] = [[pattern], []];
  while (open.length > 0) {
    const next: string[] = [];
    for (const one of open) {
      const [braces, inside] = /\{([^{},]*,[^{}]*)\}/.exec(one) ?? [];
      if (braces === undefined || inside === undefined) done = [...done, one];
      else for (const choice of inside.split(',')) next.push(one.replace(braces, () => choice));
      if (next.length + done.length > mostAlternatives) throw tooLarge(pattern);
    }
    open = next;
  }
  return done;
}

function tooLarge(pattern: string): OutsideError {
  return outside('pattern-too-large', { pattern, most: mostAlternatives });
}
