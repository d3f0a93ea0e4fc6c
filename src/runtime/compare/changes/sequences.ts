// Two sequences held against each other: which of one is which of the other, and what has another place.

export type Pair = readonly [a: number, b: number];

/** Pairs in order of both, of the greatest sum of `likeness`; 0 for what is not the same thing at all. */
export function aligned<T>(a: readonly T[], b: readonly T[], likeness: (a: T, b: T) => number): readonly Pair[] {
  const best = a.map(() => b.map(() => 0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  const like = (i: number, j: number) => {
    const [one, other] = [a[i], b[j]];
    return one === undefined || other === undefined ? 0 : likeness(one, other);
  };
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const together = like(i, j);
      const row = best[i] ?? [];
      row[j] = Math.max(at(i + 1, j), at(i, j + 1), together > 0 ? together + at(i + 1, j + 1) : 0);
    }
  const pairs: Pair[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const together = like(i, j);
    if (together > 0 && at(i, j) === together + at(i + 1, j + 1)) pairs.push([i++, j++]);
    else if (at(i, j) === at(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}

export interface Move {
  readonly name: string;
  /** Behind it in the second order; undefined at the end. */
  readonly before: string | undefined;
}

/** Of names that both have: the fewest that make the first order the second. */
export function moves(a: readonly string[], b: readonly string[]): readonly Move[] {
  const [one, other] = [a.filter((name) => b.includes(name)), b.filter((name) => a.includes(name))];
  const kept = new Set(aligned(one, other, (x, y) => (x === y ? 1 : 0)).map(([, j]) => j));
  return other.flatMap((name, j) => (kept.has(j) ? [] : [{ name, before: other[j + 1] }]));
}
