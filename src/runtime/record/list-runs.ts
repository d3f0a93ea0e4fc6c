// What a folder of runs holds: each run with its name, its parameters, and its figures or how it ended. One that cannot be
// read is listed as such, beside the others.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { isBusyFolder } from '../claim/claim.ts';
import type { RunMetrics, Stage } from '../contract/events.ts';
import { type LockFile, readLock } from './lock.ts';
import { runFolder } from './run-folder.ts';
import { readHistory } from './run-history.ts';
import { readMetrics } from './stored-run.ts';

export type RunStateName = 'finished' | 'running' | 'stopped' | 'failed' | 'killed' | 'unreadable';

export interface ListedRun {
  /** Its folder. */
  readonly run: string;
  /** `killed`: it ended without a word. */
  readonly state: RunStateName;
  /** Of a failure, or why it cannot be read; empty otherwise. */
  readonly reason: string;
  /** Of a failure, where the run told of it. */
  readonly code?: string | undefined;
  readonly stage: Stage | undefined;
  readonly step: number;
  /** Undefined where the run failed before it began, or cannot be read. */
  readonly lock: LockFile | undefined;
  /** Undefined where the run is not finished. */
  readonly metrics: RunMetrics | undefined;
  /** When it began: the time of its first event, ISO 8601. */
  readonly began: string | undefined;
}

/** In the order in which they began. @throws OutsideError `no-runs` */
export function listRuns(parent: string): readonly ListedRun[] {
  if (!existsSync(parent)) throw outside('no-runs', { parent, why: 'missing' });
  const places = [parent, ...namesIn(parent).map((name) => path.join(parent, name))];
  const runs = places.flatMap((place): readonly ListedRun[] => {
    const folder = runFolder(place);
    return existsSync(folder.lock) || existsSync(folder.events) ? [listRun(place)] : [];
  });
  return runs.toSorted((a, b) => ((a.began ?? '') < (b.began ?? '') ? -1 : 1));
}

function namesIn(parent: string): readonly string[] {
  try {
    return readdirSync(parent);
  } catch (error) {
    throw outside('no-runs', { parent, why: 'unreadable' }, { cause: error });
  }
}

/** What a run folder tells of its run. */
export function listRun(run: string): ListedRun {
  const folder = runFolder(run);
  const faults: string[] = [];
  const attempt = <T>(file: string, read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      faults.push(error instanceof OutsideError ? error.message : `${file} cannot be read`);
      return undefined;
    }
  };
  const lock = attempt(folder.lock, () => (existsSync(folder.lock) ? readLock(folder) : undefined));
  const metrics = attempt(folder.metrics, () => readMetrics(folder.metrics));
  const history = attempt(folder.events, () => readHistory(folder.events));
  const isBusy = attempt(run, () => isBusyFolder(run)) ?? false;
  const ending = history?.ending;
  const state = ((): RunStateName => {
    if (faults.length > 0) return 'unreadable';
    if (isBusy) return 'running';
    if (metrics !== undefined) return 'finished';
    return ending === undefined || ending.kind === 'done' ? 'killed' : ending.kind;
  })();
  return {
    run,
    state,
    reason: state === 'unreadable' ? faults.join('; ') : state === 'failed' ? (ending?.reason ?? '') : '',
    code: state === 'failed' ? ending?.code : undefined,
    stage: history?.stage,
    step: history?.step ?? 0,
    lock,
    metrics,
    began: history?.began,
  };
}

/** Names of parameters that are not the same in all of the runs, sorted; a run that does not set one has its default. */
export function differingParameters(runs: readonly ListedRun[]): readonly string[] {
  const locks = runs.flatMap(({ lock }) => lock ?? []);
  const names = new Set(locks.flatMap(({ parameters }) => Object.keys(parameters)));
  const differs = (name: string) => new Set(locks.map(({ parameters }) => parameters[name])).size > 1;
  return [...names].filter(differs).toSorted();
}
