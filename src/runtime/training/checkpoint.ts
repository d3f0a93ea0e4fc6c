// States from which training goes on exactly: all variables, and the number of steps done. Everything
// else is a function of the seed and the step. A checkpoint is a folder that is whole or absent.
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TrainingProgram } from '../../compiler/training-program.ts';
import { outside } from '../../diagnostics/outside-error.ts';
import { withDiskErrors, writeFolderWhole } from '../files/files.ts';
import { holdsVariables } from '../record/variable-files.ts';
import type { Session } from '../session/session.ts';
import { storedForms } from '../stored/forms.ts';
import { readStoredJson } from '../stored/stored-json.ts';

export interface Checkpoint {
  readonly folder: string;
  /** Steps done. */
  readonly step: number;
}

/** How many are kept: the newest, and one before it. */
const kept = 2;

/** @throws OutsideError `disk-full` */
export function saveCheckpoint(session: Session, program: TrainingProgram, parent: string, step: number): Checkpoint {
  const folder = path.join(parent, `step-${String(step).padStart(8, '0')}`);
  writeFolderWhole(folder, (draft) => {
    withDiskErrors(folder, () => session.run(prefixFeed(program, draft), [program.fetches.save]));
    writeFileSync(path.join(draft, 'state.json'), `${JSON.stringify({ format_version: '1.0', step })}\n`);
  });
  for (const old of listCheckpoints(parent).slice(0, -kept)) rmSync(old.folder, { recursive: true, force: true });
  return { folder, step };
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

function listCheckpoints(parent: string): readonly Checkpoint[] {
  if (!existsSync(parent)) return [];
  const names = readdirSync(parent)
    .filter((name) => /^step-\d+$/.test(name))
    .toSorted();
  return names.flatMap((name) => {
    const folder = path.join(parent, name);
    const file = path.join(folder, 'state.json');
    const step = readStep(file);
    const named = Number(name.slice('step-'.length));
    if (step !== undefined && step !== named)
      throw outside('checkpoint-unreadable', {
        file,
        problem: `\`step\` is ${step}, its folder is that of step ${named}`,
      });
    return step === undefined ? [] : [{ folder, step }];
  });
}

function readStep(file: string): number | undefined {
  return readStoredJson(file, storedForms.state)?.step;
}

function prefixFeed(program: TrainingProgram, folder: string) {
  const prefix = Buffer.from(path.join(folder, 'variables'));
  return { [program.feeds.prefix]: { dtype: 'string', shape: [], data: [prefix] } } as const;
}
