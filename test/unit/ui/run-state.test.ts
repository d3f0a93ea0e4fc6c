import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RunEvent, stages } from '../../../src/runtime/contract/events.ts';
import {
  foldEvent,
  initialState,
  type RunState,
  rateOf,
  requestStop,
  stageOrder,
  stageTime,
  timeLeft,
  warningLimit,
} from '../../../src/ui/state/run-state.ts';
import { timedEvents } from './arbitrary-events.ts';
import * as scripted from './scripted-run.ts';
import { stateOf } from './state-of.ts';

const started = (steps: number, from = 0): RunState => {
  const events: readonly RunEvent[] = [
    { event: 'start', run: 'r', name: 'n', digest: 'sha256:ab', steps, from, losses: ['pixel'], report: [] },
    { event: 'stage', stage: 'train' },
  ];
  return events.reduce((state, event) => foldEvent(state, event, 0), initialState);
};
const stepTo = (state: RunState, step: number, at: number): RunState =>
  foldEvent(state, { event: 'step', step, loss: { pixel: 1 }, step_ms: 100 }, at);

test('the order of the stages is that of the events', () => {
  expect(stageOrder).toEqual(stages);
});

describe('stages', () => {
  test('a stage is over when the next begins, and keeps the time that it took', () => {
    const state = stateOf(scripted.training);
    expect(stageOrder.map((name) => state.stages[name].status)).toEqual([
      'done',
      'done',
      'done',
      'current',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect(state.stages.data.took).toBe(5890);
    expect(stageTime(state.stages.train, 95_000)).toBe(75_000);
  });

  test('the engine fetched before the start belongs to the run', () => {
    const fetching = foldEvent(initialState, { event: 'stage', stage: 'engine' }, 0);
    const state = foldEvent(
      foldEvent(
        fetching,
        { event: 'start', run: 'r', name: 'n', digest: '', steps: 1, from: 0, losses: [], report: [] },
        9000,
      ),
      { event: 'stage', stage: 'engine' },
      9001,
    );
    expect(stageTime(state.stages.engine, 10_000)).toBe(10_000);
  });

  test('a second start forgets the run before it', () => {
    const state = foldEvent(
      stateOf(scripted.done),
      { event: 'start', run: 'r2', name: 'n', digest: '', steps: 10, from: 0, losses: [], report: [] },
      200_000,
    );
    expect(state.ending).toBeUndefined();
    expect(state.warnings).toEqual([]);
    expect(state.stages.train.status).toBe('waiting');
  });

  test('a failure marks the stage where it happened', () => {
    expect(stateOf(scripted.failed).stages.train.status).toBe('failed');
    expect(stateOf(scripted.stopped).stages.train.status).toBe('stopped');
  });
});

describe('rate and time left', () => {
  test('a steady training shows its rate', () => {
    const state = stateOf(scripted.training);
    expect(rateOf(state)).toBeCloseTo(12.5, 1);
    expect(timeLeft(state, 92_000)).toBeCloseTo((1000 * (2000 - 900)) / 12.5, -3);
  });

  test('the time left goes down between events, and never below nothing', () => {
    const state = stateOf(scripted.training);
    const left = timeLeft(state, 92_000) ?? Number.NaN;
    expect(timeLeft(state, 97_000)).toBeCloseTo(left - 5000, 3);
    expect(timeLeft(state, 10_000_000)).toBe(0);
  });

  test('the steps of an earlier process do not count', () => {
    const state = stepTo(stepTo(started(20_000, 10_000), 10_010, 1000), 10_020, 2000);
    expect(rateOf(state)).toBeCloseTo(10, 5);
  });

  test('before two steps the duration of a step tells', () => {
    expect(rateOf(started(100))).toBeUndefined();
    expect(rateOf(stepTo(started(100), 1, 5000))).toBeCloseTo(10, 5);
  });

  test('a slow stretch more than a minute ago is forgotten', () => {
    let state = stepTo(stepTo(started(100_000), 1, 0), 2, 30_000);
    for (let i = 1; i <= 120; i++) state = stepTo(state, 2 + 20 * i, 30_000 + 1000 * i);
    expect(rateOf(state)).toBeCloseTo(20, 5);
  });

  test('where steps are told every few minutes, the last few still make a rate', () => {
    let state = started(1000);
    for (let i = 1; i <= 8; i++) state = stepTo(state, 100 * i, 180_000 * i);
    expect(rateOf(state)).toBeCloseTo(100 / 180, 5);
  });

  test('a thousand events a second make the same rate in the same memory', () => {
    let state = started(1_000_000);
    for (let i = 1; i <= 100_000; i++) state = stepTo(state, i, i);
    expect(rateOf(state)).toBeCloseTo(1000, 0);
    expect(state.marks.length).toBeLessThan(80);
  });
});

test('a request to stop shows until the run has ended', () => {
  const asked = requestStop(stateOf(scripted.training));
  expect(asked.stopping).toBe(true);
  expect(foldEvent(asked, { event: 'stopped', step: 900, run: 'r' }, 93_000).stopping).toBe(false);
  expect(requestStop(stateOf(scripted.done)).stopping).toBe(false);
});

test('a loss that was not announced is shown too', () => {
  const state = foldEvent(started(10), { event: 'step', step: 1, loss: { other: 2 }, step_ms: 1 }, 10);
  expect(state.losses.map(({ name, value }) => [name, value])).toEqual([
    ['pixel', undefined],
    ['other', 2],
  ]);
});

test('events in any order never throw, and no list grows without limit', () => {
  fc.assert(
    fc.property(timedEvents, (events) => {
      let state = initialState;
      let now = 0;
      for (const { event, wait } of [...events, ...events, ...events]) {
        now += wait;
        state = foldEvent(state, event, now);
        const size = state.marks.length + state.warnings.length + state.losses.length;
        expect(size).toBeLessThanOrEqual(80 + warningLimit + 64);
        for (const { history } of state.losses) expect(history.points.length).toBeLessThan(256);
      }
    }),
  );
});

test('the fold changes nothing that it was given', () => {
  fc.assert(
    fc.property(timedEvents, (events) => {
      let state: RunState = initialState;
      for (const { event, wait } of events) {
        const before = structuredClone(state);
        const given = state;
        state = foldEvent(state, event, wait);
        expect(given).toEqual(before);
      }
    }),
    { numRuns: 30 },
  );
});
