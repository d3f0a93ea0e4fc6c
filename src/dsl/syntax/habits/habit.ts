// What people bring along from other languages, found in a text that does not parse: what is told, what would mend it,
// and what is read in its place, so that the rest of the file is read as it was meant.
import type { Excerpt } from '../excerpt.ts';

/** What stands from `start` to before `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Habit {
  /** What is pointed at. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly hint: string;
  /** A character that belongs to no word: told under its own code. */
  readonly character?: string;
  /** Means the same in this language. */
  readonly fix?: Edit;
  /** What is read instead, where it is not the fix. */
  readonly read?: Edit;
  /** Names that it may have declared. */
  readonly lost?: readonly string[];
  /** A part of another one, which is told. */
  readonly isSilent?: true;
}

/** In a text that is read instead: a value that nobody knows. */
export const gap = 'unread__value';

/** Those whose texts do not overlap; of two the outer one, or the first. */
export function apart(habits: readonly Habit[]): readonly Habit[] {
  const kept: Habit[] = [];
  let end = -1;
  const sorted = habits.toSorted((a, b) => readOf(a).start - readOf(b).start || readOf(b).end - readOf(a).end);
  for (const habit of sorted) {
    const edit = readOf(habit);
    if (edit.start < end) continue;
    kept.push(habit);
    end = Math.max(edit.end, edit.start);
  }
  return kept;
}

/** The same said several times on a line is told once, and mended at once. */
export function joined(habits: readonly Habit[], text: string): readonly Habit[] {
  const told: Habit[] = [];
  for (const habit of habits) {
    const last = told.at(-1);
    const both = last && habit.isSilent !== true ? together(last, habit, text) : undefined;
    if (both) told[told.length - 1] = both;
    else if (habit.isSilent !== true) told.push(habit);
  }
  return told;
}

function together(first: Habit, next: Habit, text: string): Habit | undefined {
  const [a, b] = [first.fix, next.fix];
  const isSame = first.message === next.message && first.hint === next.hint && first.character === next.character;
  if (!isSame || a === undefined || b === undefined) return undefined;
  const between = text.slice(a.end, b.start);
  // Signs of the file's own, such as strings, have different hints.
  if (/[\r\n]/.test(text.slice(first.start, next.end))) return undefined;
  return { ...first, fix: { start: a.start, end: b.end, text: a.text + between + b.text } };
}

export function readOf(habit: Habit): Edit {
  const { start, end, read, fix } = habit;
  return read ?? fix ?? { start, end, text: gap };
}

/** A text with all that is read instead. Its words lie where they, or what they stand for, are written. */
export function repaired(whole: Excerpt, habits: readonly Habit[]): Excerpt {
  const pieces: { readonly at: number; readonly from: number; readonly last: number }[] = [];
  let [text, from] = ['', 0];
  for (const habit of habits) {
    const { start, end, text: instead } = readOf(habit);
    pieces.push({ at: text.length, from, last: Number.POSITIVE_INFINITY });
    text += whole.text.slice(from, start);
    pieces.push({ at: text.length, from: start, last: Math.max(start, end - 1) });
    text += instead;
    from = end;
  }
  pieces.push({ at: text.length, from, last: Number.POSITIVE_INFINITY });
  text += whole.text.slice(from);
  const place = (offset: number) => {
    const piece = pieces[lastAtMost(pieces, offset)];
    if (piece === undefined) return whole.place(0);
    const inner = offset - piece.at;
    const isKept = piece.last === Number.POSITIVE_INFINITY;
    const at = isKept ? piece.from + inner : inner === 0 ? piece.from : piece.last;
    return whole.place(Math.min(at, whole.text.length));
  };
  return { source: whole.source, text, place };
}

function lastAtMost(pieces: readonly { readonly at: number }[], offset: number): number {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pieces[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
