// A grid's combinations, in the order in which they are run: an answer early, a surer one with every round. Repeats (seeds)
// change last, so everything is there once before anything comes twice; variants change first, so what will be compared stands
// side by side from the second run on.

/** `compared`: its values are variants; `repeated`: its values are draws of the same, as seeds are. */
export type Role = 'compared' | 'repeated' | 'other';

/** A parameter of a grid, with something for each of its values. */
export interface Axis<V> {
  readonly role: Role;
  readonly values: readonly V[];
}

const ranks: Readonly<Record<Role, number>> = { repeated: 0, other: 1, compared: 2 };

/** Every combination once; in each the values stand in the order of `axes`, of which the last of equal role changes first. */
export function combinationsInOrder<V>(axes: readonly Axis<V>[]): readonly (readonly V[])[] {
  const outermostFirst = axes.map((_, i) => i).toSorted((a, b) => rankOf(axes[a]) - rankOf(axes[b]) || a - b);
  const products = outermostFirst.reduce<readonly (readonly V[])[]>(
    (before, i) => before.flatMap((some) => (axes[i]?.values ?? []).map((value) => [...some, value])),
    [[]],
  );
  return products.map((product) => axes.flatMap((_, i) => product.slice(outermostFirst.indexOf(i)).slice(0, 1)));
}

function rankOf(axis: Axis<unknown> | undefined): number {
  return ranks[axis?.role ?? 'other'];
}

/** How many there would be, without making them. */
export function countCombinations(axes: readonly Pick<Axis<unknown>, 'values'>[]): number {
  return axes.reduce((product, { values }) => product * values.length, 1);
}

export type Parameters = Readonly<Record<string, string>>;

/** What a run of them is called: `8`, or of several parameters `width=8, seed=1`. */
export function labelOf(parameters: Parameters): string {
  const [only, ...others] = Object.values(parameters);
  return only !== undefined && others.length === 0 ? only : settingsText(parameters);
}

/** `width=8, seed=1` */
export function settingsText(parameters: Parameters): string {
  return Object.entries(parameters)
    .map(([name, text]) => `${name}=${text}`)
    .join(', ');
}

/** The same text for those that say the same. */
export function keyOf(parameters: Parameters): string {
  return JSON.stringify(Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
