// Words of an excerpt get their places in the file, so that all that is made of them points there.
import type { IToken } from 'chevrotain';
import type { Excerpt } from './excerpt.ts';
import { endOf, type Tokens } from './tokens.ts';

/** `words` of the excerpt's text, with places in its source. They are changed: nobody else may have them. */
export function placeWords({ tokens, comments, errors }: Tokens, { place }: Excerpt): Tokens {
  for (const token of tokens) placeWord(token, place);
  for (const comment of comments) placeWord(comment, place);
  const placed = errors.map(({ offset, length }) => {
    const start = place(offset);
    return { offset: start, length: Math.max(1, place(offset + length) - start) };
  });
  return { tokens, comments, errors: placed };
}

function placeWord(token: IToken, place: Excerpt['place']): void {
  const start = place(token.startOffset);
  const end = place(endOf(token) - 1) + 1;
  token.startOffset = start;
  // Where characters of the word are written with more than one.
  if (end !== start + token.image.length) token.endOffset = end - 1;
}
