// Which saved state a run goes on from: the newest that is whole, of this run, and in a form that is known. One that is
// damaged is passed over for the one before it, and told of; one of another run or of a later release is never used.
import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { OutsideError, outside, reworded } from '../../diagnostics/outside-error.ts';
import { withDiskErrors } from '../files/files.ts';
import { digests } from '../record/folder-digests.ts';
import { digestOfJson } from '../record/json-digest.ts';
import { holdsVariables } from '../record/variable-files.ts';
import { storedForms } from '../stored/forms.ts';
import { readStoredJson } from '../stored/stored-json.ts';
import { type Checkpoint, keptWeights, type SavedFor } from './checkpoint.ts';
import { stateNames, stepIn } from './state-names.ts';

export interface DamagedState {
  readonly folder: string;
  /** Steps done, by its name. */
  readonly step: number;
  readonly problem: string;
}

export interface SavedState {
  /** Undefined where nothing was saved. */
  readonly checkpoint: Checkpoint | undefined;
  /** Newer than it, the newest first. */
  readonly damaged: readonly DamagedState[];
}

/** @throws OutsideError `checkpoint-unreadable` where none is whole, `checkpoint-foreign`, `later-release` */
export function findSavedState({ parent, run }: SavedFor): SavedState {
  const damaged: DamagedState[] = [];
  let newest: OutsideError | undefined;
  for (const name of stateNames(parent).toReversed()) {
    const [folder, step] = [path.join(parent, name), stepIn(name)];
    try {
      return { checkpoint: readState(folder, step, run), damaged };
    } catch (error) {
      if (!(error instanceof OutsideError) || error.code !== storedForms.state.code) throw error;
      newest ??= error;
      damaged.push({ folder, step, problem: error.message });
    }
  }
  if (newest === undefined) return { checkpoint: undefined, damaged };
  const hint = `no other saved state is whole: bring the file back, or delete the folder ${parent} to begin again from step 0`;
  throw reworded(newest, { hint });
}

/** What is told of states that were passed over; the steps since are made again. */
export function describeDamaged({ checkpoint, damaged: [first] }: SavedState): string | undefined {
  if (first === undefined || checkpoint === undefined) return undefined;
  const lost = first.step - checkpoint.step;
  return `${first.problem}; the run goes on from the state before it, of step ${checkpoint.step}: ${lost} ${lost === 1 ? 'step is' : 'steps are'} made again (what is damaged was moved to ${asideOf(first.folder)}, and can be deleted)`;
}

/** Out of the way of what is saved next; whoever asks for it has claimed the run. */
export function setAside({ folder }: DamagedState): void {
  withDiskErrors(folder, () => {
    rmSync(asideOf(folder), { recursive: true, force: true });
    renameSync(folder, asideOf(folder));
  });
}

function asideOf(folder: string): string {
  return `${folder}.damaged`;
}

function readState(folder: string, named: number, run: string | undefined): Checkpoint {
  const file = path.join(folder, 'state.json');
  const unreadable = (at: string, problem: string) => outside('checkpoint-unreadable', { file: at, problem });
  const state = readStoredJson(file, storedForms.state);
  if (state === undefined) throw unreadable(file, 'it is missing');
  const { step, files, keep } = state;
  const { digest, ...content } = state;
  if (digest !== undefined && digest !== digestOfJson(content)) throw unreadable(file, 'it is not what was saved');
  // Whose it is comes first: another run's may be called anything. The digest cannot be left out: whoever takes it away takes away whose state it is, or is found out by that.
  if (state.run !== run || (run !== undefined && digest === undefined))
    throw outside('checkpoint-foreign', { folder, found: state.run, expected: run });
  if (step !== named) throw unreadable(file, `\`step\` is ${step}, its folder is that of step ${named}`);
  if (!holdsVariables(folder)) throw unreadable(folder, 'its variables are missing, or no files');
  const found = files === undefined ? {} : digests(folder);
  const changed = Object.keys(files ?? {}).find((name) => found[name] !== files?.[name]);
  if (changed !== undefined)
    throw unreadable(path.join(folder, changed), changed in found ? 'it is not what was saved' : 'it is missing');
  const checkpoint = { folder, step, keep };
  keptWeights(checkpoint);
  return checkpoint;
}
