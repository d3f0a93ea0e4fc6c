// What became of a run that has no figures, as a sentence.
import type { ListedRun, RunStateName } from './list-runs.ts';

const words: Readonly<Record<RunStateName, string>> = {
  finished: 'finished',
  running: 'is running',
  stopped: 'was stopped',
  failed: 'failed',
  killed: 'ended without a word',
  unreadable: 'cannot be read',
};

export function runSentence({ run, state, stage, step, lock, reason }: ListedRun): string {
  const of = lock === undefined ? '' : ` of ${lock.steps.toLocaleString('en')}`;
  const steps = step > 0 || stage === 'train' ? ` at step ${step.toLocaleString('en')}${of}` : '';
  const where = state === 'unreadable' ? '' : stage === undefined ? ' before its first stage' : ` in ${stage}${steps}`;
  return `${run} ${words[state]}${where}${reason === '' ? '' : `: ${reason}`}`;
}
