// States from which training goes on exactly: all variables, the number of steps done, and the best weights so far where the
// pipeline keeps those. Everything else is a function of the seed and the step. A checkpoint is a folder that is whole or absent.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TrainingProgram } from '../../compiler/training-program.ts';
import { outside } from '../../diagnostics/outside-error.ts';
import { withDiskErrors, writeFolderWhole } from '../files/files.ts';
import { digests } from '../record/folder-digests.ts';
import { digestOfJson } from '../record/json-digest.ts';
import { holdsVariables } from '../record/variable-files.ts';
import type { Session } from '../session/session.ts';
import type { KeepState } from './keep-state.ts';
import { stateName, stateNames } from './state-names.ts';

export interface Checkpoint {
  readonly folder: string;
  /** Steps done. */
  readonly step: number;
  /** Which weights were the best so far; undefined where the last ones are kept. */
  readonly keep: KeepState | undefined;
}

/** What a save has of the best weights so far: what is known of them, and a folder that holds them. */
export interface KeptSoFar {
  readonly state: KeepState;
  /** Undefined where there are none yet. */
  readonly weights: string | undefined;
}

/** Where states are saved, and of which run they are: the identity of its lock; undefined before 1.2. */
export interface SavedFor {
  readonly parent: string;
  readonly run: string | undefined;
}

/** How many are kept: the newest, and one before it. */
const checkpointsKept = 2;

/** @throws OutsideError `disk-full` */
export function saveCheckpoint(
  session: Session,
  program: TrainingProgram,
  { parent, run }: SavedFor,
  step: number,
  kept: KeptSoFar | undefined,
): Checkpoint {
  const folder = path.join(parent, stateName(step));
  writeFolderWhole(folder, (draft) => {
    withDiskErrors(folder, () => session.run(prefixFeed(program, draft), [program.fetches.save]));
    if (kept?.weights !== undefined) cpSync(kept.weights, keptIn(draft), { recursive: true });
    const files = digests(draft);
    const state = { format_version: '1.2', run, step, files, keep: kept?.state };
    writeFileSync(path.join(draft, 'state.json'), `${JSON.stringify({ ...state, digest: digestOfJson(state) })}\n`);
  });
  for (const old of stateNames(parent).slice(0, -checkpointsKept))
    rmSync(path.join(parent, old), { recursive: true, force: true });
  return { folder, step, keep: kept?.state };
}

/** The best weights so far, in a checkpoint that has some. */
export function keptIn(folder: string): string {
  return path.join(folder, 'kept');
}

/** The same where they are needed. @throws OutsideError `checkpoint-unreadable` */
export function keptWeights({ folder, keep }: Checkpoint): string | undefined {
  if (keep === undefined || keep.best === null) return undefined;
  const file = keptIn(folder);
  if (holdsVariables(file)) return file;
  throw outside('checkpoint-unreadable', { file, problem: 'the best weights so far are missing, or no files' });
}

/** @throws OutsideError `checkpoint-unreadable` */
export function restoreCheckpoint(session: Session, program: TrainingProgram, checkpoint: Checkpoint): void {
  try {
    session.run(prefixFeed(program, checkpoint.folder), [program.fetches.restore]);
  } catch (error) {
    throw outside(
      'checkpoint-unreadable',
      { file: checkpoint.folder, problem: 'TensorFlow cannot restore it' },
      { cause: error },
    );
  }
}

function prefixFeed(program: TrainingProgram, folder: string) {
  const prefix = Buffer.from(path.join(folder, 'variables'));
  return { [program.feeds.prefix]: { dtype: 'string', shape: [], data: [prefix] } } as const;
}
