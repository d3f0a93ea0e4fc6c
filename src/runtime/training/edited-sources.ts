// The sources of a run that goes on: unchanged, or refused with what the edit means, as `anoseg diff` tells it.
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { isShipped } from '../../diagnostics/shipped-name.ts';
import type { SourceBundle } from '../../dsl/load/bundle.ts';
import type { Change } from '../compare/changes/change.ts';
import { changesBetween } from '../compare/changes/changes.ts';
import { modelOf, modelOfEdited } from '../record/bundled-model.ts';
import type { LockFile } from '../record/lock.ts';
import type { RunFolder } from '../record/run-folder.ts';
import { backCommand, lacksSource, originalSources, presentSources, storedSources } from '../record/stored-sources.ts';

/** @throws OutsideError `run-changed` */
export function sourcesToGoOn(run: RunFolder, lock: LockFile): SourceBundle {
  try {
    return storedSources(run, lock);
  } catch (error) {
    const before = originalSources(run, lock);
    if (before === undefined || !(error instanceof OutsideError) || error.code !== 'run-changed') throw error;
    // What is not there means nothing: the failure says so.
    if (lacksSource(run, lock)) throw error;
    const now = presentSources(run, lock);
    const [changed] = lock.pipeline.sources.filter(({ name }) => before.files[name] !== now.files[name]);
    const file = `${run.folder}/${changed?.file ?? ''}`;
    const edit = { difference: describe(before, now, run, lock), advice: adviceFor(run, lock) };
    throw outside('run-changed', { file, expected: changed?.sha256 ?? '', found: '', edit }, { cause: error });
  }
}

function describe(before: SourceBundle, now: SourceBundle, run: RunFolder, lock: LockFile): string {
  const { model, diagnostics } = modelOfEdited(now, lock);
  const [first] = diagnostics;
  if (model === undefined || first !== undefined) return `as it is, it is wrong: ${first?.summary ?? 'no pipeline'}`;
  const found = changesBetween(modelOf(before, lock, run.lock).model, model).changes;
  return found.length === 0 ? 'it means the same, and is written otherwise' : changesText(found);
}

/** So many are told; an edit that changes more is another pipeline. */
const mostTold = 8;

function changesText(found: readonly Change[]): string {
  const told = found.filter(({ follows }) => !follows).slice(0, mostTold);
  const more = found.length - told.length;
  return `${told.map(textOf).join('; ')}${more === 0 ? '' : `; and ${more} more that ${more === 1 ? 'differs or follows' : 'differ or follow'}`}`;
}

function textOf({ subjects: [first], what, places: [before, now] }: Change): string {
  const place = now ?? before;
  return `${first} ${what}${place === null ? '' : ` (${place})`}`;
}

function adviceFor({ folder }: RunFolder, { pipeline, parameters }: LockFile): string {
  const back = `put it back: ${backCommand(folder)}`;
  const entry = pipeline.sources.find(({ name }) => name === pipeline.entry)?.file ?? 'pipeline.anoseg';
  const isWhole = pipeline.sources.every(({ name }) => name === pipeline.entry || isShipped(name));
  const set = Object.entries(parameters).map(([name, value]) => ` --set ${name}=${value}`);
  const other = isWhole
    ? `\`anoseg run ${folder}/${entry}${set.join('')}\``
    : 'make the change in the file that the run was started with, and `anoseg run` that';
  return `${back}; what was changed is another run: ${other}`;
}
