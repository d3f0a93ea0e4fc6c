// What the parser says when it meets something else than it expected.
import { EOF, type IParserErrorMessageProvider, type IToken, type TokenType, tokenLabel } from 'chevrotain';

export const syntaxMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected, actual }) => `expected ${tokenLabel(expected)}, found ${describe(actual)}`,
  buildNotAllInputParsedMessage: ({ firstRedundant }) => `expected a section, found ${describe(firstRedundant)}`,
  buildNoViableAltMessage: ({ expectedPathsPerAlt, actual }) => {
    const first = expectedPathsPerAlt.flatMap((paths) => paths.flatMap((path) => path.slice(0, 1)));
    return `expected ${oneOf(first)}, found ${describe(actual[0])}`;
  },
  buildEarlyExitMessage: ({ expectedIterationPaths, actual }) =>
    `expected ${oneOf(expectedIterationPaths.flatMap((path) => path.slice(0, 1)))}, found ${describe(actual[0])}`,
};

function oneOf(types: readonly TokenType[]): string {
  const labels = [...new Set(types.map(tokenLabel))];
  // Everything that can begin a value is better said in one word.
  if (labels.length > 4) return labels.includes('a number') ? 'a value' : 'a section';
  const last = labels.pop() ?? 'something else';
  return labels.length === 0 ? last : `${labels.join(', ')} or ${last}`;
}

function describe(token: IToken | undefined): string {
  if (token === undefined || token.tokenType === EOF) return 'the end of the file';
  const image = token.image.length > 24 ? `${token.image.slice(0, 24)}…` : token.image;
  return image.startsWith('///') ? 'a doc comment' : `\`${image}\``;
}
