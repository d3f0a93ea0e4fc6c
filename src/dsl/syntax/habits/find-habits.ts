// Finds what other languages left in a text that does not parse.
import type { Excerpt } from '../excerpt.ts';
import { experimentRules } from './experiments.ts';
import { expressionRules } from './expressions.ts';
import { ForeignText } from './foreign-text.ts';
import { apart, type Habit } from './habit.ts';
import { maskedText } from './masked.ts';
import { nameRules } from './names.ts';
import { numberRules } from './numbers.ts';
import { signRules } from './signs.ts';
import { statementRules } from './statements.ts';

/** Longer texts and lines are not written by hand; the rules look at some of a line several times. */
const longestText = 50_000;
const longestLine = 2000;
const mostHabits = 500;

/** `isValue`: it is one value, no file. */
export function findHabits({ text }: Pick<Excerpt, 'text'>, isValue: boolean): readonly Habit[] {
  if (text.length > longestText || new RegExp(`[^\\r\\n]{${longestLine}}`).test(text)) return [];
  const { text: masked, habits } = maskedText(text);
  const foreign = new ForeignText(text, masked);
  const rules = [
    ...(isValue ? [] : [...experimentRules, ...nameRules, ...statementRules]),
    ...expressionRules,
    ...signRules,
    ...numberRules,
  ];
  return apart([...habits, ...rules.flatMap((rule) => rule(foreign))]).slice(0, mostHabits);
}
