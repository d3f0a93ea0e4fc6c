// The runs that were asked for and have no figures yet, as far as a table needs them: which of its cells they will belong to.
import path from 'node:path';
import { categoriesOf } from '../../dsl/model/categories.ts';
import type { ListedRun } from '../record/list-runs.ts';
import type { LockFile } from '../record/lock.ts';
import type { ModelReader } from '../record/model-reader.ts';
import { allSettings, filesDigest } from './measured-run.ts';
import type { FoundRuns } from './runs-in.ts';

export interface AskedRun {
  readonly files: string;
  readonly settings: ReadonlyMap<string, string>;
  /** One, or those of all its sources. */
  readonly categories: readonly string[];
  readonly seed: number;
}

/** Of those that failed before they began, and cannot be read, nobody can tell. `measured`: folders of the others. */
export function askedRuns(
  { listed, waiting }: FoundRuns,
  measured: ReadonlySet<string>,
  modelOf: ModelReader,
): readonly AskedRun[] {
  const begun = listed.flatMap(({ run, lock }) => (lock === undefined || measured.has(run) ? [] : askedRun(run, lock)));
  // A run that has not begun is its neighbour with other values.
  const neighbours = new Map(listed.map((one) => [path.resolve(path.dirname(one.run)), one]));
  const others = waiting.flatMap(({ run, parameters }) => {
    const { lock, run: neighbour = '' }: Partial<ListedRun> = neighbours.get(path.resolve(path.dirname(run))) ?? {};
    return lock === undefined
      ? []
      : askedRun(neighbour, { ...lock, parameters: { ...lock.parameters, ...parameters } });
  });
  return [...begun, ...others];

  function askedRun(run: string, lock: LockFile): readonly AskedRun[] {
    const model = modelOf(run, lock);
    if (model === undefined) return [];
    const { seed } = model.train;
    return [{ files: filesDigest(lock), settings: allSettings(model), categories: categoriesOf(model.data), seed }];
  }
}
