// A run or a lock on disk, as one side of a comparison.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { modelOf } from '../record/bundled-model.ts';
import { type LockFile, readLock } from '../record/lock.ts';
import { runFolder } from '../record/run-folder.ts';
import { readMetrics } from '../record/stored-run.ts';
import { originalSources, storedSources } from '../record/stored-sources.ts';
import { storedForms } from '../stored/forms.ts';
import { readStoredJson } from '../stored/stored-json.ts';
import type { Side } from './compare.ts';

/** Undefined where it is neither a folder nor a JSON file. @throws OutsideError `no-run`, `run-changed`, `lock-damaged` */
export function recordedSide(place: string): Side | undefined {
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory()) return runSide(place);
  if (path.extname(place) !== '.json') return undefined;
  const lock = readStoredJson(place, storedForms.lock);
  if (lock === undefined) throw outside('no-run', { folder: place });
  return hasSources(path.dirname(place), lock)
    ? runSide(path.dirname(place))
    : { lock, model: undefined, metrics: undefined };
}

// A run need not be finished. Where its sources were edited it stands for what it began with.
function runSide(place: string): Side {
  const folder = runFolder(place);
  const lock = readLock(folder);
  const bundle = originalSources(folder, lock) ?? storedSources(folder, lock);
  const { model } = modelOf(bundle, lock, folder.lock);
  return { model, lock, metrics: readMetrics(folder.metrics) };
}

function hasSources(folder: string, { pipeline }: LockFile): boolean {
  return pipeline.sources.every(({ file }) => existsSync(path.join(folder, file)));
}
