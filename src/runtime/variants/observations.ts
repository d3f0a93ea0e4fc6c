// One set of figures for each variant, category and seed: what is averaged, and paired.
import { grouped } from '../files/grouped.ts';
import type { AskedRun } from './asked-runs.ts';
import { type Factors, pipelineLabels, pipelineName } from './factors.ts';
import type { MeasuredRun } from './measured-run.ts';

/** Names with their values, in the order of the factors. */
export type Values = readonly { readonly name: string; readonly value: string }[];

/** What a cell of the table is of, and one of the seeds in it. */
export interface Cell {
  readonly variant: Values;
  readonly category: string;
  /** What else differs, and so is paired. */
  readonly beside: Values;
  readonly seed: number;
}

export interface Observation extends Cell {
  /** Its folder. */
  readonly run: string;
  /** Digest of the data. */
  readonly data: string;
  /** By the keys of metrics.json. */
  readonly figures: object;
}

/** `runs`: in the order in which they began; the later of two of the same counts. */
export function observationsOf(
  runs: readonly MeasuredRun[],
  { by, beside }: Factors,
): { readonly observations: readonly Observation[]; readonly repeated: readonly Observation[] } {
  const valuesOf = valuesReader(runs);
  const all = runs.flatMap((run) => {
    const [variant, others] = [valuesOf(run, by), valuesOf(run, beside)];
    return measuredOn(run).map(
      (on): Observation => ({ variant, beside: others, seed: run.lock.seed, run: run.run, ...on }),
    );
  });
  const same = [...grouped(all, keyOf).values()];
  return {
    observations: same.flatMap((those) => those.at(-1) ?? []),
    repeated: same.flatMap((those) => those.slice(0, -1)),
  };
}

/** The cells of runs that have no figures yet. */
export function cellsOf(
  asked: readonly AskedRun[],
  runs: readonly MeasuredRun[],
  { by, beside }: Factors,
): readonly Cell[] {
  const valuesOf = valuesReader(runs);
  return asked.flatMap((run) =>
    run.categories.map((category) => ({
      variant: valuesOf(run, by),
      beside: valuesOf(run, beside),
      category,
      seed: run.seed,
    })),
  );
}

function valuesReader(runs: readonly MeasuredRun[]) {
  const labels = pipelineLabels(runs);
  return ({ settings, files }: Pick<MeasuredRun, 'settings' | 'files'>, names: readonly string[]): Values =>
    names.map((name) => ({
      name,
      value: (name === pipelineName && labels.size > 1 ? labels.get(files) : settings.get(name)) ?? '–',
    }));
}

function measuredOn({ lock: { data }, metrics, category }: MeasuredRun) {
  const { categories } = metrics;
  if (categories === undefined) return [{ category, data: data.digest, figures: metrics }];
  return Object.entries(categories).map(([name, figures]) => ({
    category: name,
    data: data.sources?.find((source) => source.category === name)?.digest ?? data.digest,
    figures,
  }));
}

function keyOf({ variant, category, beside, seed }: Observation): string {
  return JSON.stringify([variant, category, beside, seed]);
}

export function keyOfValues(values: Values): string {
  return JSON.stringify(values.map(({ value }) => value));
}

/** `focal`; of several names `kind=focal width=16`. */
export function labelOf(values: Values): string {
  if (values.length === 1) return values[0]?.value ?? '';
  return values.map(({ name, value }) => `${name}=${value}`).join(' ');
}

/** By `order`, where it knows both; else numbers by size, other values by their letters. */
export function valuesInOrder(order: ReadonlyMap<string, readonly string[]>) {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return (a: Values, b: Values): number => {
    for (const [i, { name, value }] of a.entries()) {
      const other = b[i]?.value ?? '';
      const written = order.get(name) ?? [];
      const isWritten = written.includes(value) && written.includes(other);
      const places = isWritten ? written.indexOf(value) - written.indexOf(other) : 0;
      const compared = places || Number(value) - Number(other) || compare(value, other);
      if (compared !== 0) return compared;
    }
    return 0;
  };
}
