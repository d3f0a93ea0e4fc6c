// A run or a lock on disk, as one side of a comparison.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import type { LockFile } from '../record/lock.ts';
import { readMetrics, readRecord } from '../record/stored-run.ts';
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

// A run need not be finished.
function runSide(place: string): Side {
  const { model, lock, folder } = readRecord(place);
  return { model, lock, metrics: readMetrics(folder.metrics) };
}

function hasSources(folder: string, { pipeline }: LockFile): boolean {
  return pipeline.sources.every(({ file }) => existsSync(path.join(folder, file)));
}
