// How a run that was stopped says so: what is saved, what is lost, and how to go on, where that is possible.

import { formatCount, shellWord } from '../text/format.ts';
import type { Ending, RunState } from './run-state.ts';

export type Stop = Extract<Ending, { kind: 'stopped' | 'killed' }>;

export interface StopText {
  readonly said: string;
  /** What stands before the command. */
  readonly lead: string;
  /** Empty where nothing is left to go on with. */
  readonly command: string;
}

export function stopText(stop: Stop, { run, steps, wayOn }: Pick<RunState, 'run' | 'steps' | 'wayOn'>): StopText {
  const said = stop.kind === 'killed' ? lossOf(stop) : `stopped ${extentOf(stop, steps)}`;
  if (!stop.resumable && wayOn !== undefined) return { said, lead: 'go on with', command: wayOn };
  if (!stop.resumable) return { said, lead: 'nothing is left to go on with: start it anew', command: '' };
  const isAnew = stop.kind === 'killed' ? stop.saved === 0 : stop.step === 0;
  return {
    said,
    lead: isAnew && wayOn === undefined ? 'begin again with' : 'go on with',
    command: wayOn ?? `anoseg run --resume ${shellWord(run)}`,
  };
}

function extentOf({ step, resumable }: Stop, steps: number): string {
  if (!resumable) return 'before anything was saved';
  if (step === 0) return 'before the first step';
  const all = steps > 0 ? ` of ${formatCount(steps)}` : '';
  return `at step ${formatCount(step)}${all}, everything is saved`;
}

function lossOf({ step, saved, resumable }: Extract<Stop, { kind: 'killed' }>): string {
  const lost = Math.max(0, step - saved);
  if (!resumable || (saved === 0 && lost === 0)) return 'ended at once, before anything was saved';
  const steps = `${formatCount(lost)} ${lost === 1 ? 'step' : 'steps'}`;
  if (saved === 0) return `ended at once: ${lost === 1 ? '1 step is' : `all ${steps} are`} lost, none was saved`;
  const save = `at step ${formatCount(saved)}`;
  if (lost === 0) return `ended at once: no step is lost, the last save is ${save}`;
  return `ended at once: ${steps} since the save ${save} ${lost === 1 ? 'is' : 'are'} lost`;
}
