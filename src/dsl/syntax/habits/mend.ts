// Reads a broken text as it was meant: what other languages left in it is told once, and what it stands for is read in
// its place, so that nothing which follows from it is told as well.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { Span } from '../../../diagnostics/source-file.ts';
import type { Excerpt } from '../excerpt.ts';
import { meantBy, reportCharacter } from '../lexical.ts';
import { placeWords } from '../place-words.ts';
import { GapToken, type Tokens } from '../tokens.ts';
import { findHabits } from './find-habits.ts';
import { apart, gap, type Habit, joined, readOf, repaired } from './habit.ts';

export interface Mended {
  readonly words: Tokens;
  /** What was read as something else. */
  readonly broken: readonly Span[];
  /** Names that it may have declared. */
  readonly lost: readonly string[];
}

/** `unread`: what is no word in it; `isValue`: it is one value, no file. Undefined where nothing was found. */
export function mend(
  whole: Excerpt,
  unread: Tokens['errors'],
  isValue: boolean,
  tokenize: (text: string) => Tokens,
  reporter: Reporter,
): Mended | undefined {
  const habits = apart([...findHabits(whole, isValue), ...characters(whole, unread)]);
  if (habits.length === 0) return undefined;
  for (const habit of joined(habits, whole.text)) reportHabit(habit, whole, reporter);
  const excerpt = repaired(whole, habits);
  const words = placeWords(tokenize(excerpt.text), excerpt);
  for (const token of words.tokens) {
    if (token.image !== gap) continue;
    token.tokenType = GapToken;
    token.tokenTypeIdx = GapToken.tokenTypeIdx ?? 0;
  }
  return {
    words,
    broken: habits.map((habit) => spanOf(whole, readOf(habit))),
    lost: habits.flatMap(({ lost = [] }) => lost),
  };
}

// A sign that looks like another one is read as that.
function characters({ text }: Excerpt, errors: Tokens['errors']): readonly Habit[] {
  return errors.flatMap(({ offset, length }): readonly Habit[] => {
    const end = offset + length;
    const meant = meantBy(text.slice(offset, end));
    if (meant === undefined) return [];
    return [{ start: offset, end, message: '', hint: meant, fix: { start: offset, end, text: meant } }];
  });
}

function reportHabit(habit: Habit, whole: Excerpt, reporter: Reporter): void {
  const { message, hint, character, fix } = habit;
  const span = spanOf(whole, habit);
  // What is said of it without a text to copy holds all the same.
  const otherwise = fix && hint.includes(`\`${fix.text}`) ? undefined : hint;
  const mended = fix && { span: spanOf(whole, fix), text: fix.text, otherwise };
  if (message === '' && character === undefined) reportCharacter(span, reporter, mended);
  else if (character === undefined) reporter.report('syntax', span, { message }, { hint, fix: mended });
  else reporter.report('unexpected-character', span, { text: character }, { hint, fix: mended });
}

function spanOf({ source, place }: Excerpt, { start, end }: { readonly start: number; readonly end: number }): Span {
  const first = place(start);
  return { source, start: first, end: end === start ? first : Math.max(first, place(end - 1) + 1) };
}
