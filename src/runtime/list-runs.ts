// What a folder of runs holds: each run with its name, its parameters and its figures, whether finished or not.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { OutsideError } from '../diagnostics/outside-error.ts';
import type { RunMetrics } from './events.ts';
import { type LockFile, readLock } from './lock.ts';
import { runFolder } from './run-folder.ts';
import { readMetrics } from './stored-run.ts';

export interface ListedRun {
  /** Its folder. */
  readonly run: string;
  readonly lock: LockFile;
  /** Undefined where the run is not finished. */
  readonly metrics: RunMetrics | undefined;
  /** When it began: the time of its first event, ISO 8601. */
  readonly began: string | undefined;
}

/** In the order in which they began. @throws OutsideError `no-runs` */
export function listRuns(parent: string): readonly ListedRun[] {
  if (!existsSync(parent))
    throw new OutsideError('no-runs', `there is no folder ${parent}`, 'name the folder that holds the runs');
  const places = [parent, ...readdirSync(parent).map((name) => path.join(parent, name))];
  const runs = places.flatMap((place): readonly ListedRun[] => {
    const folder = runFolder(place);
    if (!existsSync(folder.lock)) return [];
    return [
      { run: place, lock: readLock(folder), metrics: readMetrics(folder.metrics), began: firstTime(folder.events) },
    ];
  });
  return runs.toSorted((a, b) => ((a.began ?? '') < (b.began ?? '') ? -1 : 1));
}

/** Names of parameters that are not the same in all of the runs, sorted; a run that does not set one has its default. */
export function differingParameters(runs: readonly ListedRun[]): readonly string[] {
  const names = new Set(runs.flatMap(({ lock }) => Object.keys(lock.parameters)));
  const differs = (name: string) => new Set(runs.map(({ lock }) => lock.parameters[name])).size > 1;
  return [...names].filter(differs).toSorted();
}

function firstTime(events: string): string | undefined {
  if (!existsSync(events)) return undefined;
  const line = readFileSync(events, 'utf8').split('\n', 1)[0] ?? '';
  return /"time":"([^"]+)"/.exec(line)?.[1];
}
