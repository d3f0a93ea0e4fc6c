// What a stopped run says: the loss as it is, and a command only where it works.
import { expect, test } from 'vitest';
import { type Stop, stopText } from '../../../src/ui/state/stop-text.ts';

const told = (stop: Stop): string => {
  const { said, lead, command } = stopText(stop, { run: "runs/it's-1", steps: 2000 });
  return `${said}; ${lead}${command === '' ? '' : ` ${command}`}`;
};
const command = "anoseg run --resume 'runs/it'\\''s-1'";

test.each<readonly [step: number, resumable: boolean, said: string]>([
  [900, true, `stopped at step 900 of 2,000, everything is saved; go on with ${command}`],
  [0, true, `stopped before the first step; begin again with ${command}`],
  [0, false, 'stopped before anything was saved; nothing is left to go on with: start it anew'],
])('stopped at step %d, resumable %s', (step, resumable, said) => {
  expect(told({ kind: 'stopped', step, resumable })).toBe(said);
});

test('a run of a grid goes on with the grid', () => {
  const whole = { run: 'g/1', steps: 20, wayOn: 'anoseg run g' };
  const stops: readonly Stop[] = [
    { kind: 'stopped', step: 9, resumable: true },
    { kind: 'stopped', step: 0, resumable: false },
    { kind: 'killed', step: 3, saved: 0, resumable: true },
  ];
  for (const stop of stops)
    expect(stopText(stop, whole)).toMatchObject({ lead: 'go on with', command: 'anoseg run g' });
});

test.each<readonly [step: number, saved: number, resumable: boolean, said: string]>([
  [900, 625, true, `ended at once: 275 steps since the save at step 625 are lost; go on with ${command}`],
  [626, 625, true, `ended at once: 1 step since the save at step 625 is lost; go on with ${command}`],
  [2000, 2000, true, `ended at once: no step is lost, the last save is at step 2,000; go on with ${command}`],
  [40, 0, true, `ended at once: all 40 steps are lost, none was saved; begin again with ${command}`],
  [1, 0, true, `ended at once: 1 step is lost, none was saved; begin again with ${command}`],
  [0, 0, true, `ended at once, before anything was saved; begin again with ${command}`],
  [0, 0, false, 'ended at once, before anything was saved; nothing is left to go on with: start it anew'],
])('ended at step %d, saved at %d, resumable %s', (step, saved, resumable, said) => {
  expect(told({ kind: 'killed', step, saved, resumable })).toBe(said);
});
