// Puts comments into a layout at their places: behind the word before them, outside of every bracket
// that ends there, and in front of the word after them. So no comment is lost or moves over a word.
import { aligned, type Comment, concat, type Gap, group, type Layout, nested, placesOf } from './layout.ts';

/** A comment of the source, with where it begins. */
export interface PlacedComment extends Omit<Comment, 'kind'> {
  readonly at: number;
}

/** `comments`, in the order of their places, all lie between the first and the last word of `layout`. */
export function weave(layout: Layout, comments: readonly PlacedComment[]): Layout {
  if (comments.length === 0 && !(layout.kind === 'concat' && layout.body)) return layout;
  switch (layout.kind) {
    case 'concat':
      return concat(weaveParts(layout.parts, comments, layout.body), layout.body);
    case 'group':
      return group(weave(layout.inner, comments), layout.breaks);
    case 'nested':
      return nested(weave(layout.inner, comments), layout.by);
    case 'aligned':
      return aligned(weave(layout.inner, comments), layout.by);
    default:
      return layout;
  }
}

function weaveParts(parts: readonly Layout[], comments: readonly PlacedComment[], body: boolean): readonly Layout[] {
  const woven: Layout[] = [];
  let taken = 0;
  const takeUntil = (place: number) => {
    const from = taken;
    while ((comments[taken]?.at ?? Infinity) < place) taken += 1;
    return comments.slice(from, taken);
  };
  let loose: Layout[] = [];
  let placed = 0;
  for (const part of parts) {
    const { from, to } = placesOf(part);
    if (from === undefined || to === undefined) {
      loose.push(part);
      continue;
    }
    const between = takeUntil(from);
    woven.push(...(body ? settleInBody(loose, between, placed === 1) : settle(loose, between)));
    woven.push(weave(part, takeUntil(to)));
    loose = [];
    placed += 1;
  }
  return [...woven, ...loose];
}

// Between two pieces with places lie pieces without: punctuation stays with what comes before it.
function settle(loose: readonly Layout[], comments: readonly PlacedComment[]): readonly Layout[] {
  if (comments.length === 0) return loose;
  const end = loose.findIndex(({ kind }) => kind === 'line' || kind === 'gap');
  const tight = end < 0 ? loose : loose.slice(0, end);
  const split = tight.findLastIndex(({ kind }) => kind === 'word' || kind === 'broken-only') + 1;
  return [...loose.slice(0, split), ...comments.map((c) => commentOf(c, false)), ...loose.slice(split)];
}

// One empty line may stay between statements and the comments above them, none at the beginning.
function settleInBody(
  loose: readonly Layout[],
  comments: readonly PlacedComment[],
  isFirst: boolean,
): readonly Layout[] {
  // Statements whose places nobody knows have gaps of their own.
  const last = loose.findLastIndex(({ kind }) => kind === 'gap');
  const found = loose[last];
  const gap = found?.kind === 'gap' ? found : undefined;
  const own = comments.filter((comment) => comment.own);
  const blankOf = (comment: PlacedComment) => {
    if (comment !== own[0]) return comment.blank;
    return !isFirst && (comment.blank || gap?.required === true);
  };
  const kept: Gap | undefined = gap && {
    kind: 'gap',
    blank: gap.blank && (own.length > 0 || !isFirst),
    required: gap.required && own.length === 0 && !isFirst,
  };
  const [head, tail] = gap ? [loose.slice(0, last), loose.slice(last + 1)] : [loose, []];
  return [...head, ...comments.map((c) => commentOf(c, blankOf(c))), ...(kept ? [kept] : []), ...tail];
}

function commentOf({ text, own }: PlacedComment, blank: boolean): Comment {
  return { kind: 'comment', text, own, blank };
}
