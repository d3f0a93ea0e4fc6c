// What a list stands for that leaves values out: `1, 2, ..., 5`.

/** What is written before the dots, the dots, and what is written behind them. */
export const dottedValues = /(-?\d+(?:[ \t]*,[ \t]*-?\d+)*)[ \t]*,[ \t]*(\.{2,4}|…)[ \t]*,[ \t]*(-?\d+)(?![\w.])/;

/** Longer ones nobody writes down. */
const mostValues = 20;

/** A range, where the numbers follow each other; else all of them. Undefined where nobody knows. */
export function meantByDots(before: readonly number[], last: number): string | undefined {
  const [first = 0, second = first + 1] = before;
  const step = second - first;
  const isEven = before.every((value, i) => value === first + i * step);
  const count = (last - first) / step + 1;
  if (!isEven || !Number.isInteger(count) || count <= before.length) return undefined;
  if (step === 1) return `${first}..${last}`;
  return count > mostValues ? undefined : Array.from({ length: count }, (_, i) => first + i * step).join(', ');
}
