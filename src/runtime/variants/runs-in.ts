// The runs of folders that are named: run folders, folders of runs, experiments; and what an experiment says of its own.
import path from 'node:path';
import type { Parameters } from '../experiment/combinations.ts';
import { type Experiment, standingOf } from '../experiment/experiment.ts';
import { readExperiment } from '../experiment/journal.ts';
import { type ListedRun, listRuns } from '../record/list-runs.ts';

export interface WaitingRun {
  /** Where its folder will be. */
  readonly run: string;
  /** Those of the grid. */
  readonly parameters: Parameters;
}

export interface FoundRuns {
  /** Each once, in the order in which they began. */
  readonly listed: readonly ListedRun[];
  /** Those that an experiment asks for and nobody has begun. */
  readonly waiting: readonly WaitingRun[];
  /** What the experiments name to compare by; none where they leave it open. */
  readonly by: readonly string[];
  /** Values of parameters, in the order in which they are written. */
  readonly order: ReadonlyMap<string, readonly string[]>;
  /** Which data were looked at to choose what is compared, in the words of the experiments. */
  readonly lookedAt: readonly string[];
  /** What the files of the experiments say of themselves. */
  readonly docs: readonly string[];
}

/** @throws OutsideError `no-runs`, `experiment-damaged`, `later-release` */
export function runsIn(folders: readonly string[]): FoundRuns {
  const all = folders.flatMap((folder) => listRuns(folder));
  const listed = [...new Map(all.map((run) => [path.resolve(run.run), run])).values()];
  const experiments = folders.flatMap((folder) => {
    const experiment = readExperiment(folder);
    return experiment === undefined ? [] : [{ folder, experiment }];
  });
  const parameters = experiments.flatMap(({ experiment }) => experiment.parameters);
  return {
    listed: listed.toSorted((a, b) => ((a.began ?? '') < (b.began ?? '') ? -1 : 1)),
    waiting: experiments.flatMap(({ folder, experiment }) => waitingIn(folder, experiment)),
    by: [...new Set(parameters.filter(({ role }) => role === 'compared').map(({ name }) => name))],
    order: new Map(parameters.map(({ name, values }) => [name, values.map(plain)])),
    lookedAt: [...new Set(experiments.flatMap(({ experiment }) => experiment.looked_at ?? []))],
    docs: [...new Set(experiments.flatMap(({ experiment }) => experiment.doc ?? []))],
  };
}

function waitingIn(folder: string, experiment: Experiment): readonly WaitingRun[] {
  return standingOf(folder, experiment)
    .filter(({ state }) => state === 'waiting')
    .map(({ run, parameters }) => ({ run, parameters }));
}

/** A text of the language without its quotes. */
function plain(text: string): string {
  return text.replace(/^"(.*)"$/s, '$1');
}
