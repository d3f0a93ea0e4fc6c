// Gives a session the weights that networks start from, out of their files.
import type { TrainingProgram } from '../../compiler/training-program.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import { openStart } from '../../weights/starts.ts';
import type { LockedStart } from '../record/lock.ts';
import type { Session } from '../session/session.ts';

/** Draws the start values of all weights, and puts those of files in the place of the drawn ones. */
export function giveStartValues(session: Session, program: TrainingProgram, files: readonly LockedStart[]): void {
  session.run({}, [program.fetches.initialize]);
  loadStarts(session, program, files);
}

/** After the start values have been drawn. @throws OutsideError `weights-missing`, `weights-digest`, `weights-damaged` */
export function loadStarts(session: Session, program: TrainingProgram, files: readonly LockedStart[]): void {
  const { loadStarts: fetch } = program.fetches;
  if (fetch === undefined) return;
  const opened = new Map(files.map(({ network, file, digest }) => [network, openStart(file, digest)]));
  const feeds = program.starts.map(({ feed, shape, network, tensor, axes }) => {
    const values = opened.get(network) ?? bug(`no file of weights for ${network}`);
    return [feed, { dtype: 'float32', shape, data: values(tensor, axes) }] as const;
  });
  session.run(Object.fromEntries(feeds), [fetch]);
}
