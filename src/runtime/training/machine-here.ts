// Whether a run can go on here as it began. Threads, oneDNN, device and variables are set as its lock has them; TensorFlow,
// the processor and libraries are what they are, and where they differ the last digits of the weights would.
import { outside } from '../../diagnostics/outside-error.ts';
import { digitVariablesIn } from '../../engine/machine-choices.ts';
import { harmfulDifferences } from '../compare/expectation.ts';
import type { OpenedEngine } from '../contract/service.ts';
import { describeMachine } from '../record/describe-machine.ts';
import { type LockFile, type Move, samenessOf } from '../record/lock.ts';
import type { RunPlan } from './run-plan.ts';

/** For the environment of TensorFlow. Of a run that shall come out again, those of this machine stay beside. */
export function variablesFor({ lock, decided }: Pick<RunPlan, 'lock' | 'decided'>, env: NodeJS.ProcessEnv) {
  const locked = decided?.lock.engine.variables;
  return lock === undefined && locked !== undefined ? { ...locked, ...digitVariablesIn(env) } : locked;
}

/** The lock of a run that goes on here; another one where it goes on with another machine. @throws OutsideError `machine-changed` */
export function lockHere(
  { folder, checkpoint, mayMove }: Pick<RunPlan, 'folder' | 'checkpoint' | 'mayMove'>,
  lock: LockFile,
  engine: OpenedEngine,
  anoseg: string,
): LockFile {
  const here = describeMachine(engine, { threads: lock.threads, anoseg });
  const differences = harmfulDifferences(lock, here).map(({ name, a, b }) => ({
    name,
    before: a ?? '',
    after: b ?? '',
  }));
  if (differences.length === 0) return lock;
  if (!mayMove) {
    const told = differences.map(({ name, before, after }) => ({ name, before, here: after }));
    throw outside('machine-changed', { run: folder.folder, differences: told });
  }
  const elsewhere: readonly Move[] = [...(lock.elsewhere ?? []), { step: checkpoint?.step ?? 0, machine: differences }];
  return { ...lock, elsewhere, sameness: samenessOf({ device: lock.device, elsewhere }) };
}

/** A sentence where the lock of the run has become another one. */
export function describeMove(before: LockFile | undefined, { elsewhere = [] }: LockFile): string | undefined {
  const last = elsewhere.at(-1);
  if (before === undefined || last === undefined || elsewhere.length === before.elsewhere?.length) return undefined;
  const names = last.machine.map(({ name }) => name).join(', ');
  return `from step ${last.step} on the run has another machine (${names}): a second run comes near it, and is not the same to the bit`;
}
