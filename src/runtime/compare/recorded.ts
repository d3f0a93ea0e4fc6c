// A run or a lock on disk, as one side of a comparison.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { modelOf } from '../record/bundled-model.ts';
import { readDataList } from '../record/data-list.ts';
import { type LockFile, readLock, readLockFile } from '../record/lock.ts';
import { runFolder } from '../record/run-folder.ts';
import { readMetrics } from '../record/stored-run.ts';
import { editedSources, originalSources, storedSources } from '../record/stored-sources.ts';
import type { Side } from './compare.ts';

/** Undefined where it is neither a folder nor a JSON file. @throws OutsideError `no-run`, `run-changed`, `lock-damaged` */
export function recordedSide(place: string): Side | undefined {
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory()) return runSide(place);
  if (path.extname(place) !== '.json') return undefined;
  const lock = readLockFile(place);
  if (lock === undefined) throw outside('no-run', { folder: place });
  return isOfRun(place, lock) ? runSide(path.dirname(place)) : { lock, model: undefined, metrics: undefined };
}

/** The run folder that a lock lies in; any other place as it is. @throws OutsideError `lock-alone`, `lock-damaged` */
export function runOfLock(place: string): string {
  if (path.extname(place) !== '.json' || statSync(place, { throwIfNoEntry: false })?.isFile() !== true) return place;
  const lock = readLockFile(place);
  if (lock === undefined || !isOfRun(place, lock)) throw outside('lock-alone', { file: place });
  return path.dirname(place);
}

// A run need not be finished. Where its sources were edited it stands for what it began with.
function runSide(place: string): Side {
  const folder = runFolder(place);
  const lock = readLock(folder);
  const bundle = originalSources(folder, lock) ?? storedSources(folder, lock);
  const { model } = modelOf(bundle, lock, folder.lock);
  const files = readDataList(folder.data, lock.data.digest);
  return { edited: editedSources(folder, lock), model, lock, files, metrics: readMetrics(folder.metrics) };
}

// What is called otherwise is a copy of a lock, perhaps of another run's.
function isOfRun(place: string, { pipeline }: LockFile): boolean {
  const isThere = ({ file }: { readonly file: string }) => existsSync(path.join(path.dirname(place), file));
  return path.basename(place) === 'lock.json' && pipeline.sources.every(isThere);
}
