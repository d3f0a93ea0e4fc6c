// States from which training goes on exactly: all variables, the number of steps done, and the best weights so far where the
// pipeline keeps those. Everything else is a function of the seed and the step. A checkpoint is a folder that is whole or absent.
import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TrainingProgram } from '../../compiler/training-program.ts';
import { outside } from '../../diagnostics/outside-error.ts';
import { withDiskErrors, writeFolderWhole } from '../files/files.ts';
import { digests } from '../record/folder-digests.ts';
import { holdsVariables } from '../record/variable-files.ts';
import type { Session } from '../session/session.ts';
import { storedForms } from '../stored/forms.ts';
import { readStoredJson } from '../stored/stored-json.ts';
import type { KeepState } from './keep-state.ts';

export interface Checkpoint {
  readonly folder: string;
  /** Steps done. */
  readonly step: number;
  /** SHA-256 of each file as it was saved; undefined where it was saved just now, or by an earlier release. */
  readonly files: Readonly<Record<string, string>> | undefined;
  /** Which weights were the best so far; undefined where the last ones are kept. */
  readonly keep: KeepState | undefined;
}

/** What a save has of the best weights so far: what is known of them, and a folder that holds them. */
export interface KeptSoFar {
  readonly state: KeepState;
  /** Undefined where there are none yet. */
  readonly weights: string | undefined;
}

/** How many are kept: the newest, and one before it. */
const checkpointsKept = 2;

/** @throws OutsideError `disk-full` */
export function saveCheckpoint(
  session: Session,
  program: TrainingProgram,
  parent: string,
  step: number,
  kept: KeptSoFar | undefined,
): Checkpoint {
  const folder = path.join(parent, `step-${String(step).padStart(8, '0')}`);
  writeFolderWhole(folder, (draft) => {
    withDiskErrors(folder, () => session.run(prefixFeed(program, draft), [program.fetches.save]));
    if (kept?.weights !== undefined) cpSync(kept.weights, keptIn(draft), { recursive: true });
    const files = digests(draft);
    const state = { format_version: '1.1', step, files, ...(kept === undefined ? {} : { keep: kept.state }) };
    writeFileSync(path.join(draft, 'state.json'), `${JSON.stringify(state)}\n`);
  });
  for (const old of listCheckpoints(parent).slice(0, -checkpointsKept))
    rmSync(old.folder, { recursive: true, force: true });
  return { folder, step, files: undefined, keep: kept?.state };
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

/** The newest whole checkpoint. */
export function latestCheckpoint(parent: string): Checkpoint | undefined {
  return listCheckpoints(parent).at(-1);
}

/** @throws OutsideError `checkpoint-unreadable` */
export function restoreCheckpoint(session: Session, program: TrainingProgram, checkpoint: Checkpoint): void {
  if (!holdsVariables(checkpoint.folder))
    throw outside('checkpoint-unreadable', {
      file: checkpoint.folder,
      problem: 'its variables are missing, or no files',
    });
  verify(checkpoint);
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

// TensorFlow checks sums of its own, but not that all files are of one save.
function verify({ folder, files = {} }: Checkpoint): void {
  const found = digests(folder);
  const changed = Object.keys(files).find((name) => found[name] !== files[name]);
  if (changed === undefined) return;
  throw outside('checkpoint-unreadable', {
    file: path.join(folder, changed),
    problem: changed in found ? 'it is not what was saved' : 'it is missing',
  });
}

function listCheckpoints(parent: string): readonly Checkpoint[] {
  if (!existsSync(parent)) return [];
  const names = readdirSync(parent)
    .filter((name) => /^step-\d+$/.test(name))
    .toSorted();
  return names.flatMap((name) => {
    const folder = path.join(parent, name);
    const file = path.join(folder, 'state.json');
    const state = readStoredJson(file, storedForms.state);
    if (state === undefined) return [];
    const { step, files, keep } = state;
    const named = Number(name.slice('step-'.length));
    if (step !== named)
      throw outside('checkpoint-unreadable', {
        file,
        problem: `\`step\` is ${step}, its folder is that of step ${named}`,
      });
    return [{ folder, step, files, keep }];
  });
}

function prefixFeed(program: TrainingProgram, folder: string) {
  const prefix = Buffer.from(path.join(folder, 'variables'));
  return { [program.feeds.prefix]: { dtype: 'string', shape: [], data: [prefix] } } as const;
}
