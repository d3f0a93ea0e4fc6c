// Lines of YAML with the comments of the language: each above the line of what it stood above, or at
// the end of the line of what it stood behind.
import type { PlacedComment } from '../../rewrite/format/weave.ts';
import { isDocText } from '../../syntax/tokens.ts';
import type { OutLine } from './out.ts';

/** A stretch of the source, and how far in its lines are in YAML. */
export interface Body {
  readonly from: number;
  readonly to: number;
  readonly indent: number;
}

interface CommentLine extends CommentPlace {
  readonly text: string;
  readonly blank: boolean;
}

/** Above which line, and how far in. */
interface CommentPlace {
  readonly index: number;
  readonly indent: number;
  /** The last in the body before that line. */
  readonly endsBody: boolean;
}

interface LinePlace {
  readonly at: number;
  readonly index: number;
}

/** `comments` in the order of the source. */
export function writeComments(
  lines: readonly OutLine[],
  bodies: readonly Body[],
  comments: readonly PlacedComment[],
): string {
  const places = lines
    .flatMap(({ at }, index): LinePlace[] => (at === undefined ? [] : [{ at, index }]))
    .toSorted((a, b) => a.at - b.at || a.index - b.index);
  const above = new Map<number, CommentLine[]>();
  const behind = new Map<number, string>();
  for (const comment of comments) {
    const next = firstBehind(places, comment.at);
    const before = places[next - 1]?.index;
    if (!comment.own && before !== undefined && !behind.has(before)) {
      behind.set(before, yamlComment(comment.text));
      continue;
    }
    const place = placeFor(comment, next, { lines, places, bodies });
    const line = { ...place, text: yamlComment(comment.text), blank: comment.blank };
    above.set(place.index, [...(above.get(place.index) ?? []), line]);
  }
  return `${textLines(lines, above, behind).join('\n').trim()}\n`;
}

interface Written {
  readonly lines: readonly OutLine[];
  readonly places: readonly LinePlace[];
  readonly bodies: readonly Body[];
}

function placeFor({ at }: PlacedComment, next: number, { lines, places, bodies }: Written): CommentPlace {
  const before = places[next - 1]?.index;
  const after = places[next];
  const body = bodies.find(({ from, to }) => from < at && at < to);
  if (body && before !== undefined && (after === undefined || after.at >= body.to))
    return { index: endOf(lines, before), indent: body.indent, endsBody: true };
  if (after === undefined) return { index: lines.length, indent: 0, endsBody: false };
  // Of lines for one place, such as `values:` and its first value, the last is nearest to it.
  let last = next;
  while (places[last + 1]?.at === after.at) last += 1;
  const index = places[last]?.index ?? after.index;
  return { index, indent: lines[index]?.indent ?? 0, endsBody: false };
}

/** The first of the places that lie behind one in the source. */
function firstBehind(places: readonly LinePlace[], at: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Behind a line and the block scalar that it begins.
function endOf(lines: readonly OutLine[], index: number): number {
  let end = index + 1;
  while (lines[end]?.at === undefined && lines[end] !== undefined) end += 1;
  return end;
}

function textLines(
  lines: readonly OutLine[],
  above: ReadonlyMap<number, readonly CommentLine[]>,
  behind: ReadonlyMap<number, string>,
): readonly string[] {
  const texts: string[] = [];
  const add = (indent: number, text: string, blank: boolean) => {
    if (blank && texts.length > 0 && texts.at(-1) !== '') texts.push('');
    texts.push(' '.repeat(indent) + text);
  };
  for (let i = 0; i <= lines.length; i++) {
    const line = lines[i];
    const all = above.get(i) ?? [];
    for (const { indent, text, blank } of all.filter(({ endsBody }) => endsBody)) add(indent, text, blank);
    const own = all.filter(({ endsBody }) => !endsBody);
    own.forEach(({ indent, text, blank }, c) => {
      add(indent, text, blank || (c === 0 && line?.isApart === true));
    });
    if (line === undefined) continue;
    const comment = behind.get(i);
    const text = comment === undefined ? line.text : `${line.text}  ${comment}`;
    add(line.indent, text, line.blank || (own.length > 0 ? i === 0 : line.isApart));
  }
  return texts;
}

/** `// text` as `# text`, `/// text` as `## text`; comments of YAML stay. */
function yamlComment(comment: string): string {
  if (comment.startsWith('#')) return comment;
  if (isDocText(comment)) return `##${comment.slice(3)}`;
  const text = comment.slice(2);
  return `#${text.startsWith('#') ? ' ' : ''}${text}`;
}
