// experiment.json in the folder of an experiment. It is written when the experiment begins, and again where values are added,
// under a claim on the folder that lasts no longer than that; whoever works on a run claims the run's own folder.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { type Claim, claimFolder } from '../claim/claim.ts';
import { removeDrafts, writeWhole } from '../files/files.ts';
import { claimResultFolder } from '../record/result-folder.ts';
import { storedForms } from '../stored/forms.ts';
import { readStoredJson } from '../stored/stored-json.ts';
import { keyOf } from './combinations.ts';
import type { Experiment, ExperimentParameter, ExperimentRun, PlannedExperiment } from './experiment.ts';
import { folderNames, journalName } from './folder-names.ts';
import { restatements, saidOf } from './restated.ts';
import { whatDiffers } from './what-differs.ts';

/** Whether a folder is one of an experiment. */
export function isExperimentFolder(folder: string): boolean {
  return existsSync(path.join(folder, journalName));
}

/** Undefined where the folder is none of an experiment. @throws OutsideError `experiment-damaged`, `later-release` */
export function readExperiment(folder: string): Experiment | undefined {
  const stored = readStoredJson(path.join(folder, journalName), storedForms.experiment);
  if (stored === undefined) return undefined;
  const { format_version: _, ...experiment } = stored;
  return experiment;
}

/**
 * Begins an experiment in a folder that is new or empty, or goes on with it, in which values may be new, and what a file says of it. All runs of before stay.
 * @throws OutsideError `experiment-changed`, `out-exists`, `run-busy`, `experiment-damaged`
 */
export async function openExperiment(folder: string, planned: PlannedExperiment, command: string): Promise<Experiment> {
  const before = readExperiment(folder);
  const known = before && merged(folder, before, planned);
  if (known !== undefined && known === before) return before;
  const claim = await patiently(() =>
    isExperimentFolder(folder) ? claimFolder(folder, command) : claimResultFolder(folder, command),
  );
  try {
    removeDrafts(folder, { isClaimed: true });
    const { digestWith: _, saysRoles: __, ...plain } = planned;
    const experiment = merged(folder, readExperiment(folder) ?? { ...plain, runs: [] }, planned);
    writeWhole(
      path.join(folder, journalName),
      `${JSON.stringify({ format_version: '1.0', ...experiment }, undefined, 2)}\n`,
    );
    return experiment;
  } finally {
    claim.release();
  }
}

/** `before` itself where nothing is new. @throws OutsideError `experiment-changed` */
function merged(folder: string, before: Experiment, planned: PlannedExperiment): Experiment {
  const differences = whatDiffers(before, planned);
  if (differences.length > 0) throw outside('experiment-changed', { folder, differences });
  const known = new Map(before.runs.map((run) => [keyOf(run.parameters), run]));
  const added = planned.runs.filter(({ parameters }) => !known.has(keyOf(parameters)));
  const said = saidOf(before, planned);
  const isRestated = restatements(before, said).length > 0;
  if (added.length === 0 && before.runs.length > 0 && !isRestated && said.doc === before.doc) return before;
  const names = folderNames(
    added.map(({ parameters }) => parameters),
    before.runs.map((run) => run.folder),
  );
  const runs = added.map((run, i) => ({ ...run, folder: names[i] ?? '' }));
  const all = [...before.runs, ...runs];
  return {
    ...before,
    ...said,
    parameters: said.parameters.map((one) => widened(one, planned)),
    runs: isRestated ? inOrderOf(planned, all) : all,
  };
}

// What is for what decides the order.
function inOrderOf({ runs }: PlannedExperiment, all: readonly ExperimentRun[]): readonly ExperimentRun[] {
  const places = new Map(runs.map(({ parameters }, i) => [keyOf(parameters), i]));
  const placeOf = ({ parameters }: ExperimentRun) => places.get(keyOf(parameters)) ?? places.size;
  return all.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function widened(parameter: ExperimentParameter, { parameters }: PlannedExperiment): ExperimentParameter {
  const asked = parameters.find(({ name }) => name === parameter.name)?.values ?? [];
  return { ...parameter, values: [...new Set([...parameter.values, ...asked])] };
}

/** The other one needs milliseconds; a process that died with the claim is seen by the claim itself. */
const patienceMs = 30_000;

async function patiently(claim: () => Promise<Claim>): Promise<Claim> {
  for (const began = Date.now(); ; await sleep(100)) {
    try {
      return await claim();
    } catch (error) {
      const isBusy = error instanceof OutsideError && error.code === 'run-busy';
      if (!isBusy || Date.now() - began > patienceMs) throw error;
    }
  }
}
