// Settings within settings once: `adam(rate: 0.1)` to `adam(rate: 0.2)` is its rate; to `sgd(rate: 0.2)` another optimiser, which is
// told with its settings. Of a list, what is new in it and what is gone.
import type { Difference } from '../difference.ts';

/** `own`: settings by themselves that look as if they were within another, such as `train.optimizer.discriminator`. */
export function condensed(
  differences: readonly Difference[],
  own: ReadonlySet<string> = new Set(),
): readonly Difference[] {
  return differences.flatMap((difference) => {
    const { name } = difference;
    const outer = differences.filter((other) => isWithin(name, other.name, own));
    if (outer.some(isOther)) return [];
    const isToldByInner = !isOther(difference) && differences.some((other) => isWithin(other.name, name, own));
    return isToldByInner ? [] : [itemised(difference)];
  });
}

function isWithin(name: string, outer: string, own: ReadonlySet<string>): boolean {
  if (!name.startsWith(`${outer}.`)) return false;
  return ![...own].some((one) => one.startsWith(`${outer}.`) && (name === one || name.startsWith(`${one}.`)));
}

/** Not the same operation with other settings. */
function isOther({ a, b }: Difference): boolean {
  if (a === null || b === null) return true;
  return a.startsWith('[') || headOf(a) !== headOf(b);
}

function headOf(value: string): string {
  return value.split('(', 1)[0] ?? value;
}

function itemised(difference: Difference): Difference {
  const { a, b } = difference;
  if (!a?.startsWith('[') || !b?.startsWith('[')) return difference;
  const [before, now] = [itemsOf(a), itemsOf(b)];
  const gone = before.filter((item) => !now.includes(item));
  const come = now.filter((item) => !before.includes(item));
  if (gone.length === 0 && come.length === 0) return difference;
  return { ...difference, a: gone.join(', ') || null, b: come.join(', ') || null };
}

/** Of `[a, b(c, d)]`: `a` and `b(c, d)`. */
function itemsOf(list: string): readonly string[] {
  const items: string[] = [''];
  let depth = 0;
  for (const sign of list.slice(1, -1)) {
    if ('([{'.includes(sign)) depth++;
    if (')]}'.includes(sign)) depth--;
    if (sign === ',' && depth === 0) items.push('');
    else items[items.length - 1] += sign;
  }
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
