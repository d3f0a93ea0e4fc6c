// What an experiment is: a pipeline, parameters with their values, and a run for each combination of them. Its folder holds
// `experiment.json` (journal.ts), written when it begins and never by a run, and a run folder for each combination. What became of
// a run is told by the run's own folder alone, so any number of processes may work on an experiment at once.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SourceBundle } from '../../dsl/load/bundle.ts';
import { isBusyFolder } from '../claim/claim.ts';
import type { RunMetrics } from '../contract/events.ts';
import { listRun, type RunStateName } from '../record/list-runs.ts';
import { runFolder } from '../record/run-folder.ts';
import type { Parameters, Role } from './combinations.ts';

export interface ExperimentParameter {
  readonly name: string;
  readonly role: Role;
  /** As texts of the language: `8`, `"bce"`, `bottle`. */
  readonly values: readonly string[];
}

/** What was asked for when it began. */
export interface Experiment {
  /** Of the pipeline, or of the experiment's file. */
  readonly name: string;
  /** The pipeline with its imports, as it was. */
  readonly sources: SourceBundle;
  /** Where the pipeline lay; null for standard input. Nothing depends on it. */
  readonly file: string | null;
  /** What is set for all runs. */
  readonly set: Parameters;
  /** The absolute folder of data; null where all data is drawn. */
  readonly data: string | null;
  readonly threads: number | null;
  readonly device: 'cpu' | 'gpu' | null;
  /** In the order in which they were written. */
  readonly parameters: readonly ExperimentParameter[];
  /** The figures to show, in this order. */
  readonly report: readonly string[];
  /** Which data were looked at to choose what is compared, in the author's words. */
  readonly looked_at: string | null;
  /** What its file says of itself; absent where that says nothing. */
  readonly doc?: string | null;
  /** In the order in which they are run. */
  readonly runs: readonly ExperimentRun[];
}

export interface ExperimentRun {
  /** The name of its run folder below that of the experiment. */
  readonly folder: string;
  /** Those of the grid, in the order of the experiment's. */
  readonly parameters: Parameters;
  /** `sha256:…`, of what the pipeline means with them. */
  readonly digest: string;
}

/** An experiment whose runs have no folders yet. */
export interface PlannedExperiment extends Omit<Experiment, 'runs'> {
  readonly runs: readonly Omit<ExperimentRun, 'folder'>[];
  /** Of the pipeline with other parameters of the grid; undefined where it is wrong with them. */
  readonly digestWith: (parameters: Parameters) => string | undefined;
  /** A file says what each parameter is for. Otherwise it is as it seems, and as it is where somebody has said so before. */
  readonly saysRoles: boolean;
}

/** A run as its folder tells. */
export interface RunStanding extends ExperimentRun {
  /** Path of its folder. */
  readonly run: string;
  readonly state: RunStateName | 'waiting';
  /** Of a failure, or why it cannot be read; empty otherwise. */
  readonly reason: string;
  /** Of a failure, where the run told of it. */
  readonly code?: string | undefined;
  readonly step: number;
  /** Undefined where it is not finished. */
  readonly metrics: RunMetrics | undefined;
}

/** How each run stands, in the order of the experiment. `folder`: of the experiment. */
export function standingOf(folder: string, { runs }: Pick<Experiment, 'runs'>): readonly RunStanding[] {
  return runs.map((one) => {
    const run = path.join(folder, one.folder);
    const at = runFolder(run);
    if (!existsSync(at.lock) && !existsSync(at.events) && !isBusyFolder(run))
      return { ...one, run, state: 'waiting', reason: '', step: 0, metrics: undefined };
    const { state, reason, code, step, metrics } = listRun(run);
    return { ...one, run, state, reason, code, step, metrics };
  });
}

/** A look at two names, for loops: finished, being worked on, or neither. */
export function isFinished(run: string): boolean {
  return existsSync(runFolder(run).metrics);
}
