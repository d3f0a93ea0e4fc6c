// Which run of an experiment a process does next, where others may work on it too. It looks; the claim on a run's folder, which the
// run itself takes, decides. What another process has just failed at is not tried again, what failed before is, once.
import { statSync } from 'node:fs';
import path from 'node:path';
import { isBusyFolder } from '../claim/claim.ts';
import { runFolder } from '../record/run-folder.ts';
import { readHistory } from '../record/run-history.ts';
import { type ExperimentRun, isFinished } from './experiment.ts';

export type NextWork<R> =
  | { readonly kind: 'run'; readonly run: R }
  /** All that is left is being worked on by others. */
  | { readonly kind: 'others'; readonly runs: readonly R[] }
  | { readonly kind: 'none' };

export class WorkLeft<R extends ExperimentRun> {
  readonly #folder: string;
  readonly #runs: readonly R[];
  /** How the log of each run was when this process began. */
  readonly #before: ReadonlyMap<string, string>;
  readonly #finished = new Set<string>();
  readonly #tried = new Set<string>();

  constructor(folder: string, runs: readonly R[]) {
    this.#folder = folder;
    this.#runs = runs;
    this.#before = new Map(runs.map((run) => [run.folder, markOf(this.#place(run))]));
  }

  next(): NextWork<R> {
    const others: R[] = [];
    for (const run of this.#runs) {
      if (this.#isOver(run)) continue;
      if (!isBusyFolder(this.#place(run))) return { kind: 'run', run };
      others.push(run);
    }
    return others.length > 0 ? { kind: 'others', runs: others } : { kind: 'none' };
  }

  /** Runs that other processes have in hand. */
  get elsewhere(): number {
    return this.#runs.filter((run) => !this.#isOver(run) && isBusyFolder(this.#place(run))).length;
  }

  /** Runs that are over: finished, or failed by now. */
  get over(): number {
    return this.#runs.filter((run) => this.#isOver(run)).length;
  }

  /** This process has done with it, however it ended. */
  tried({ folder }: R): void {
    this.#tried.add(folder);
  }

  #isOver(run: ExperimentRun): boolean {
    return this.#tried.has(run.folder) || this.#isDone(run) || this.#hasFailedMeanwhile(run);
  }

  #isDone(run: ExperimentRun): boolean {
    if (!this.#finished.has(run.folder) && isFinished(this.#place(run))) this.#finished.add(run.folder);
    return this.#finished.has(run.folder);
  }

  #hasFailedMeanwhile(run: ExperimentRun): boolean {
    const place = this.#place(run);
    if (markOf(place) === this.#before.get(run.folder) || isBusyFolder(place)) return false;
    return readHistory(runFolder(place).events).ending?.kind === 'failed';
  }

  #place({ folder }: ExperimentRun): string {
    return path.join(this.#folder, folder);
  }
}

function markOf(run: string): string {
  const log = statSync(runFolder(run).events, { throwIfNoEntry: false });
  return log === undefined ? '' : `${log.size} ${log.mtimeMs}`;
}
