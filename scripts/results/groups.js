// Runs in groups: of one pipeline and data, of one setting; and the pairs that differ in one switch alone.
import { figures } from './markdown.js';

/** Runs by pipeline and category, then by settings; each group holds runs that differ in their seed alone. */
export function sections(runs) {
  return [...grouped(runs, ({ pipeline, category }) => JSON.stringify([pipeline, category])).values()].map((those) =>
    [...grouped(those, settingsKey).values()]
      .map((group) => group.toSorted((a, b) => a.seed - b.seed))
      .toSorted(
        ([a], [b]) =>
          Object.keys(a.settings).length - Object.keys(b.settings).length || (settingsKey(a) < settingsKey(b) ? -1 : 1),
      ),
  );
}

/** For each switch of a section, by figure, what it changes: on less off of each seed, other settings alike. */
export function switches(groups) {
  return groups.flatMap((group) =>
    Object.entries(group[0].settings).flatMap(([name, value]) => {
      const { [name]: _, ...beside } = group[0].settings;
      const base = groups.find(([one]) => settingsKey(one) === settingsKey({ ...group[0], settings: beside }));
      if (base === undefined || (value !== 'true' && value !== 'false')) return [];
      const [on, off] = value === 'true' ? [group, base] : [base, group];
      const { pipeline, category } = group[0];
      return [{ name, pipeline, category, beside, changes: changes(on, off) }];
    }),
  );
}

/** By figure, `{ seed, change }` of each seed that has the figure on both sides. */
function changes(on, off) {
  const pairs = on.flatMap((run) => off.filter(({ seed }) => seed === run.seed).map((other) => [run, other]));
  return new Map(
    [...figures.keys()].map((figure) => [
      figure,
      pairs
        .filter((pair) => pair.every(({ metrics }) => metrics[figure] !== null))
        .map(([{ seed, metrics }, other]) => ({ seed, change: rounded(metrics[figure] - other.metrics[figure]) })),
    ]),
  );
}

/** Kept figures have six decimals, so their difference has no more: what is beyond would make a spread of nothing. */
function rounded(value) {
  return Math.round(value * 1e6) / 1e6;
}

/** A pipeline or data that changed makes another group. */
function settingsKey({ settings, digest, data }) {
  return JSON.stringify([settings, digest, data]);
}

export function grouped(values, keyOf) {
  const groups = new Map();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
