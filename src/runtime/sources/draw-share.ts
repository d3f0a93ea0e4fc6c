// Splits a list by a named draw: the same split for the same names, on every machine and for every seed of training.
import { namedDraws } from '../../drawn-set/named-draws.ts';
import { shuffled } from '../../drawn-set/shuffle.ts';

/** `share`: 0 to 1 of the items is drawn, rounded, at least one where there are two items and `share` is more than 0. */
export function drawShare<T>(
  items: readonly T[],
  share: number,
  name: string,
): { readonly drawn: readonly T[]; readonly rest: readonly T[] } {
  const wanted = Math.round(items.length * share);
  const count = share > 0 && items.length > 1 ? Math.min(items.length - 1, Math.max(1, wanted)) : wanted;
  const chosen = new Set(shuffled(items.length, namedDraws(`split/${name}`)).slice(0, count));
  return { drawn: items.filter((_, i) => chosen.has(i)), rest: items.filter((_, i) => !chosen.has(i)) };
}
