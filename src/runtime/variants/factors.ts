// What differs between runs: the names that make variants of them, those that are only paired, and those that are the
// seed or the category under another name.
import { grouped } from '../files/grouped.ts';
import type { MeasuredRun } from './measured-run.ts';

export interface Factors {
  /** Names of parameters, or `pipeline`, whose values are compared. */
  readonly by: readonly string[];
  /** Others that differ: only what is alike in them is compared. */
  readonly beside: readonly string[];
}

/** Stands among the names of parameters for the pipeline itself, where runs are of several. */
export const pipelineName = 'pipeline';

/** `asked`: the names to compare by; none for all that differ. Those that do not differ are not among the factors. */
export function factorsOf(runs: readonly MeasuredRun[], asked: readonly string[] = []): Factors {
  const differing = differingNames(runs);
  // Nothing that differs is among them: then all is compared, as if nothing was asked for.
  if (!differing.some((name) => asked.includes(name))) return { by: differing, beside: [] };
  return {
    by: differing.filter((name) => asked.includes(name)),
    beside: differing.filter((name) => !asked.includes(name)),
  };
}

/** All names whose values differ, but for the seed and the category. */
export function differingNames(runs: readonly MeasuredRun[]): readonly string[] {
  const pipelines = [...grouped(runs, ({ files }) => files).values()];
  const names = [...new Set(runs.flatMap(({ settings }) => [...settings.keys()]))].toSorted();
  // What differs between pipelines alone is told by their names.
  const differs = (name: string) =>
    pipelines.some((those) => new Set(those.map(({ settings }) => settings.get(name))).size > 1);
  const own = names.filter((name) => differs(name) && !isSeed(runs, name) && !isCategory(runs, name));
  return pipelines.length > 1 ? [pipelineName, ...own.filter((name) => name !== pipelineName)] : own;
}

function isSeed(runs: readonly MeasuredRun[], name: string): boolean {
  return name === 'seed' || runs.every(({ settings, lock }) => settings.get(name) === String(lock.seed));
}

function isCategory(runs: readonly MeasuredRun[], name: string): boolean {
  const last = (text = '') => text.split(/[\\/]/).findLast((part) => part !== '') ?? '';
  return runs.every(({ settings, category }) => category !== '' && last(settings.get(name)) === category);
}

/** What each pipeline is called: by its file, and where two files have one name, by their content too. */
export function pipelineLabels(runs: readonly MeasuredRun[]): ReadonlyMap<string, string> {
  const entries = new Map(runs.map(({ files, lock }) => [files, lock.pipeline]));
  const plain = (entry: string) => entry.replace(/^.*\//, '').replace(/\.(?:anoseg|ya?ml)$/, '');
  const isShared = (name: string) => [...entries.values()].filter(({ entry }) => plain(entry) === name).length > 1;
  return new Map(
    [...entries].map(([files, { entry }]) => {
      const name = plain(entry);
      return [files, isShared(name) ? `${name} ${files.slice(0, 8)}` : name];
    }),
  );
}
