// What is uneven between the variants of a table, a sentence each.
import { machineFacts } from '../compare/compare.ts';
import { isHarmless } from '../compare/expectation.ts';
import { grouped } from '../files/grouped.ts';
import { type Grid, nameOf, type Place, placeLabel, type Variant } from './grid.ts';
import type { MeasuredRun } from './measured-run.ts';
import type { Observation } from './observations.ts';

export function remarksOn(
  grid: Grid,
  repeated: readonly Observation[],
  runs: readonly MeasuredRun[],
): readonly string[] {
  return [
    ...grid.places.flatMap((place) => missingVariants(grid, place)),
    ...grid.places.flatMap((place) => unevenSeeds(grid, place)),
    ...otherData(grid),
    ...twice(repeated),
    ...releases(runs),
    ...machines(runs),
    ...moved(runs),
  ];
}

/** Of lists that nobody reads to their end. */
const mostNamed = 6;

function missingVariants(grid: Grid, place: Place): readonly string[] {
  const missing = grid.variants.filter((variant) => grid.at(variant, place).length === 0);
  if (missing.length === 0) return [];
  const left = grid.commonPlaces.length > 0 ? ', so it is not in the means over all' : '';
  return [`${titleOf(place)}: no finished run of ${listed(missing.map(nameOf))}${left}`];
}

function unevenSeeds(grid: Grid, place: Place): readonly string[] {
  const there = grid.variants.filter((variant) => grid.at(variant, place).length > 0);
  const seeds = new Map(there.map((variant) => [variant, seedsOf(grid, variant, place)]));
  const all = new Set([...seeds.values()].flatMap((own) => [...own]));
  const lacking = there.flatMap((variant) => {
    const missing = [...all].filter((seed) => !seeds.get(variant)?.has(seed)).toSorted((a, b) => a - b);
    return missing.length === 0
      ? []
      : [`${nameOf(variant)} lacks ${missing.length === 1 ? 'seed' : 'seeds'} ${listed(missing.map(String))}`];
  });
  if (lacking.length === 0) return [];
  return [`${titleOf(place)}: ${lacking.join('; ')}; runs without a partner are in the means and in no difference`];
}

function seedsOf(grid: Grid, variant: Variant, place: Place): ReadonlySet<number> {
  return new Set(grid.at(variant, place).map(({ seed }) => seed));
}

function otherData(grid: Grid): readonly string[] {
  const all = grid.variants.flatMap((variant) => grid.places.flatMap((place) => grid.at(variant, place)));
  const mixed = [...grouped(all, ({ category }) => category)]
    .map(([category, those]) => ({ category, sets: new Set(those.map(({ data }) => data)).size }))
    .filter(({ sets }) => sets > 1);
  return mixed.map(
    ({ category, sets }) =>
      `${category === '' ? 'the runs' : category}: ${sets} different sets of images, so what differs may be the data`,
  );
}

function twice(repeated: readonly Observation[]): readonly string[] {
  if (repeated.length === 0) return [];
  const names = [...new Set(repeated.map(({ run }) => run))];
  return [`done again later with the same settings and seed, so not counted: ${listed(names)}`];
}

function releases(runs: readonly MeasuredRun[]): readonly string[] {
  const engines = new Set(runs.map(({ lock }) => `anoseg ${lock.anoseg} with TensorFlow ${lock.engine.tensorflow}`));
  return engines.size > 1 ? [`the runs are of different releases: ${listed([...engines])}`] : [];
}

/** Values beside what a release brings along, of which not all runs have the same. What a run does not record is not compared. */
function machines(runs: readonly MeasuredRun[]): readonly string[] {
  const all = runs.map(({ lock }) => machineFacts(lock));
  const names = new Set(all.flatMap((facts) => [...facts.keys()]));
  const uneven = [...names].flatMap((name) => {
    if (isHarmless({ name }) || name === 'tensorflow') return [];
    const values = all.flatMap((facts) => facts.get(name)?.value ?? []);
    const counts = [...grouped(values, (value) => value)].map(([value, those]) => ({ value, count: those.length }));
    if (counts.length < 2) return [];
    return [`${name} ${listed(counts.map(({ value, count }) => `${value || 'none'} (${countOf(count)})`))}`];
  });
  if (uneven.length === 0) return [];
  return [`the runs did not compute alike, so differences may come of last digits: ${uneven.join('; ')}`];
}

function moved(runs: readonly MeasuredRun[]): readonly string[] {
  const those = runs.filter(({ lock }) => lock.elsewhere !== undefined && lock.elsewhere.length > 0);
  if (those.length === 0) return [];
  return [`trained in part on another machine than they began on: ${listed(those.map(({ run }) => run))}`];
}

function countOf(runs: number): string {
  return `${runs} ${runs === 1 ? 'run' : 'runs'}`;
}

function titleOf(place: Place): string {
  return placeLabel(place) || 'all';
}

/** `a, b and c`. */
function listed(names: readonly string[]): string {
  const named =
    names.length > mostNamed ? [...names.slice(0, mostNamed - 1), `${names.length - mostNamed + 1} more`] : names;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
