// Where the words of a printed pipeline stand in the text that it was read from: the printer writes
// the same words in the same order, with a bracket or comma more or less.
import { bug } from '../../../diagnostics/outside-error.ts';
import type { Span } from '../../../diagnostics/source-file.ts';

/** What the printer wants to know of the text that a tree came from. */
export interface Original {
  /** The place of the next word that is printed. `span`: of its node, where it has one of its own. */
  place(text: string, span: Span | undefined): number | undefined;
  /** Whether the author went to a new line between two parts of a chain. */
  breaksBetween(from: Span, to: Span): boolean;
  /** Whether an empty line stands before a place. */
  blankBefore(place: number | undefined): boolean;
  /** Whether two statements stand on neighbouring lines, without a comment of its own line between. */
  areNeighbours(from: Span, to: Span): boolean;
  /** Doc comments are comments of the text; else they are printed from the tree. */
  readonly hasDocComments: boolean;
}

/** A tree without a text. */
export const noOriginal: Original = {
  place: () => undefined,
  breaksBetween: () => false,
  blankBefore: () => false,
  areNeighbours: () => true,
  hasDocComments: false,
};

export interface SourceWord {
  readonly text: string;
  readonly start: number;
}

/** A tree that was read from this text, in the language's own syntax. `words` without doc comments. */
export function originalText(text: string, words: readonly SourceWord[]): Original & { finish(): void } {
  let next = 0;
  const skipOptional = () => {
    while (optional.has(words[next]?.text ?? '')) next += 1;
  };
  return {
    ...spacingOf(text),
    hasDocComments: true,
    place(wanted) {
      const from = next;
      for (; ; next += 1) {
        const word = words[next];
        if (word && isSame(word.text, wanted)) {
          next += 1;
          return word.start;
        }
        if (word === undefined || !optional.has(word.text)) break;
      }
      next = from;
      return optional.has(wanted) ? undefined : bug(`\`${wanted}\` is not the next word of the file`);
    },
    finish() {
      skipOptional();
      const left = words[next];
      if (left) bug(`\`${left.text}\` was left out`);
    },
    breaksBetween: ({ end }, { start }) => /[\r\n]/.test(text.slice(end, start)),
  };
}

/** A tree that was read from YAML: nodes have places, but other words and line breaks. */
export function originalYaml(text: string): Original {
  let last = 0;
  return {
    ...spacingOf(text),
    hasDocComments: false,
    breaksBetween: () => false,
    place(word, span) {
      // A body begins behind all that comes before it, and ends where the lines are no further in.
      if (word === '{') return last + 0.5;
      const at = word === '}' && span ? endOfBody(text, span) : span?.start;
      // In a mapping the order may be another one.
      if (at === undefined || at < last) return undefined;
      last = at;
      return at;
    },
  };
}

/** Where the lines of a YAML mapping end, comments at its end included: before the first that is no further in. */
export function endOfBody(text: string, { start, end }: Span): number {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = start - lineStart;
  for (let at = text.indexOf('\n', end) + 1; at > 0; at = text.indexOf('\n', at) + 1) {
    const width = widthOfBlanks(text, at);
    const first = at + width;
    if (width <= indent && first < text.length && !/[\r\n]/.test(text.charAt(first))) return first - 0.25;
  }
  return text.length;
}

function widthOfBlanks(text: string, at: number): number {
  let end = at;
  while (text.charAt(end) === ' ') end += 1;
  return end - at;
}

// Brackets around a group and commas before a closing bracket come and go.
const optional: ReadonlySet<string> = new Set(['(', ')', ',']);

// Strings are written with the fewest escapes.
function isSame(found: string, wanted: string): boolean {
  return found === wanted || (found.startsWith('"') && wanted.startsWith('"'));
}

function spacingOf(text: string): Pick<Original, 'blankBefore' | 'areNeighbours'> {
  return {
    blankBefore(place) {
      if (place === undefined) return false;
      let lines = 0;
      for (let at = place - 1; at >= 0 && lines < 2; at--) {
        const code = text.charCodeAt(at);
        if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) lines += 1;
        else if (code !== 13 && code !== 32 && code !== 9) break;
      }
      return lines >= 2;
    },
    areNeighbours: ({ end }, { start }) => /^[^\r\n]*(?:(?:\r\n|\r|\n)[^\S\r\n]*)?$/.test(text.slice(end, start)),
  };
}
