// Docs of single lines in YAML: comments of two signs, `## text`, directly above a key. They are what
// `/// text` is in the language's own syntax.
import type { Span } from '../../../diagnostics/source-file.ts';
import type { Comment } from '../../syntax/parsed.ts';

export interface DocComments {
  /** The doc of what begins at a place. */
  above(place: Span): string | undefined;
  commentsAbove(place: Span): readonly Comment[];
}

export function isDocComment({ text }: Pick<Comment, 'text'>): boolean {
  return /^##(?!#)/.test(text);
}

/** `comments` in the order of the text. */
export function docComments(comments: readonly Comment[]): DocComments {
  const commentsAbove = ({ source, start }: Span): readonly Comment[] => {
    const found: Comment[] = [];
    let below = start;
    for (let i = indexBefore(comments, start); i >= 0; i--) {
      const comment = comments[i];
      if (comment === undefined || !isDocComment(comment)) break;
      const between = source.text.slice(comment.start + comment.text.length, below);
      const before = source.text.slice(source.lineStarts[source.lineIndex(comment.start)] ?? 0, comment.start);
      if (between.trim() !== '' || before.trim() !== '') break;
      found.unshift(comment);
      below = comment.start;
    }
    return found;
  };
  return {
    commentsAbove,
    above(place) {
      const lines = commentsAbove(place).map(({ text }) => text.slice(2).trim());
      return lines.length === 0 ? undefined : lines.join('\n');
    },
  };
}

/** The last comment that begins before a place; -1 where there is none. */
function indexBefore(comments: readonly Comment[], place: number): number {
  let [low, high] = [0, comments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.start ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
