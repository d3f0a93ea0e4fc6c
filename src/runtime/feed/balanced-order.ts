// Which images a batch has where there are several categories: each as often as the others, however many images it has. A
// function of the seed and the number of the batch alone, as the order of one source is.
//
// Slots of one kind (normal, synthetic) are dealt round by round: in a round each category has one, in random order. Each
// category goes through its own images epoch by epoch.
import { namedDraws } from '../../drawn-set/named-draws.ts';
import { shuffled } from '../../drawn-set/shuffle.ts';

export interface BalancedForm {
  /** How many images each category has; they lie one category after the other. One without images takes no part. */
  readonly counts: readonly number[];
  readonly normal: number;
  readonly synthetic: number;
  readonly seed: number;
}

/** A slot of a batch. */
export interface BalancedSlot {
  readonly category: number;
  readonly row: number;
}

/** Of a batch by its number, normal slots first. */
export function balancedSlots({
  counts,
  normal,
  synthetic,
  seed,
}: BalancedForm): (batch: number) => readonly BalancedSlot[] {
  const taking = counts.flatMap((count, category) => (count > 0 ? [category] : []));
  const kinds = [
    { size: normal, dealt: dealing(taking, `${seed}/categories/normal`) },
    { size: synthetic, dealt: dealing(taking, `${seed}/categories/synthetic`) },
  ];
  const starts = counts.map((_, category) => counts.slice(0, category).reduce((sum, count) => sum + count, 0));
  const rowOf = counts.map((count, category) => epochs(count, `${seed}/order/${category}`));
  return (batch) => {
    const used = counts.map((_, category) =>
      kinds.reduce((sum, { size, dealt }) => sum + dealt.before(batch * size, category), 0),
    );
    const slots = kinds.flatMap(({ size, dealt }) =>
      Array.from({ length: size }, (_, i) => dealt.at(batch * size + i)),
    );
    return slots.map((category) => {
      const position = used[category] ?? 0;
      used[category] = position + 1;
      return { category, row: (starts[category] ?? 0) + (rowOf[category]?.(position) ?? 0) };
    });
  };
}

/** A row of each category's first image, and how many it has. */
export function rangeOf(
  counts: readonly number[],
  category: number,
): { readonly start: number; readonly count: number } {
  return { start: counts.slice(0, category).reduce((sum, count) => sum + count, 0), count: counts[category] ?? 0 };
}

interface Dealing {
  /** The category at a position. */
  at(position: number): number;
  /** How often a category was dealt before a position. */
  before(position: number, category: number): number;
}

function dealing(categories: readonly number[], stream: string): Dealing {
  const size = Math.max(1, categories.length);
  const roundAt = remembered((round) =>
    shuffled(categories.length, namedDraws(`${stream}/${round}`)).map((i) => categories[i] ?? 0),
  );
  return {
    at: (position) => roundAt(Math.floor(position / size))[position % size] ?? 0,
    before(position, category) {
      const round = Math.floor(position / size);
      const open = position % size;
      return round + (roundAt(round).slice(0, open).includes(category) ? 1 : 0);
    },
  };
}

function epochs(count: number, stream: string): (position: number) => number {
  const orderIn = remembered((epoch) => shuffled(count, namedDraws(`${stream}/${epoch}`)));
  return (position) => orderIn(Math.floor(position / count))[position % count] ?? 0;
}

// The last one is asked for again and again.
function remembered<T>(make: (number: number) => T): (number: number) => T {
  let known: { readonly number: number; readonly value: T } | undefined;
  return (number) => {
    if (known?.number !== number) known = { number, value: make(number) };
    return known.value;
  };
}
