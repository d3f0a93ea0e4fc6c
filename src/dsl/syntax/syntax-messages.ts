// What the parser says when it meets something else than it expected.

import { EOF, type IParserErrorMessageProvider, type IToken, type TokenType, tokenLabel } from 'chevrotain';
import { isDocText } from './tokens.ts';

/** `end`: what the end of the text that is being parsed is the end of. */
export function syntaxMessages(end: () => string): IParserErrorMessageProvider {
  const found = (token: IToken | undefined) =>
    token === undefined || token.tokenType === EOF ? end() : describeToken(token);
  return {
    buildMismatchTokenMessage: ({ expected, actual }) =>
      expected === EOF ? `unexpected ${found(actual)}` : `expected ${tokenLabel(expected)}, found ${found(actual)}`,
    buildNotAllInputParsedMessage: ({ firstRedundant }) => `unexpected ${found(firstRedundant)}`,
    buildNoViableAltMessage: ({ expectedPathsPerAlt, actual }) => {
      const first = expectedPathsPerAlt.flatMap((paths) => paths.flatMap((path) => path.slice(0, 1)));
      return `expected ${oneOf(first)}, found ${found(actual[0])}`;
    },
    buildEarlyExitMessage: ({ expectedIterationPaths, actual }) =>
      `expected ${oneOf(expectedIterationPaths.flatMap((path) => path.slice(0, 1)))}, found ${found(actual[0])}`,
  };
}

export function describeToken({ image }: IToken): string {
  if (isDocText(image)) return 'a doc comment';
  return `\`${image.length > 24 ? `${image.slice(0, 24)}…` : image}\``;
}

/** What is meant by a word that is right in another language. `before`, `earlier`: the two words in front of it. */
export function habitHint(
  { image }: IToken,
  before: IToken | undefined,
  earlier: IToken | undefined,
  isLast: boolean,
): string | undefined {
  const isNumber = (word = '') => /^[\d.]/.test(word);
  const isName = (word: string) => /^[A-Za-z_]\w*$/.test(word);
  if (image === '>' || (image === '.' && before?.image === ')')) return 'what flows on goes by `->`: `x -> f(3) -> g`';
  if (image === '(' && before?.image === ')') return 'what flows into an operation stands in front of it: `x -> f(3)`';
  if (image === ',' && isLast) return 'lines end without a sign';
  if (isName(image) && isNumber(before?.image) && !isLast) return 'a product has its sign: `50 * bce(map, mask)`';
  if (isNumber(image) && earlier?.image === '->') return `values stand in brackets: \`${before?.image}(${image})\``;
  return undefined;
}

function oneOf(types: readonly TokenType[]): string {
  const labels = [...new Set(types.map(tokenLabel))];
  // Everything that can begin a value is better said in one word.
  if (labels.length > 4) return labels.includes('a number') ? 'a value' : 'a section';
  const last = labels.pop() ?? 'something else';
  return labels.length === 0 ? last : `${labels.join(', ')} or ${last}`;
}
