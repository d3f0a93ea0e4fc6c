// One case for every schedule: leaving one out is a type error.
import { cosine } from '../../../src/ops/schedules/cosine.ts';
import { linear } from '../../../src/ops/schedules/linear.ts';
import { oneCycle } from '../../../src/ops/schedules/one-cycle.ts';
import { phase } from '../../../src/ops/schedules/phase.ts';
import { ramp } from '../../../src/ops/schedules/ramp.ts';
import { step } from '../../../src/ops/schedules/step.ts';
import type { schedules } from '../../../src/ops/table.ts';
import { type ScheduleCase, scheduleCase } from './case.ts';
import { fixtures } from './fixtures.ts';

const { schedules: torch } = fixtures;
const steps = Array.from({ length: 20 }, (_, i) => i);
/** Over the first `length` steps from nothing to the value, which the others go on with. */
const warmed = (length: number, start: number, rest: readonly number[]) => [
  ...steps.slice(0, length).map((i) => (start * (i + 1)) / length),
  ...rest,
];

export const scheduleCases: { readonly [K in keyof typeof schedules]: ScheduleCase } = {
  cosine: scheduleCase(cosine, {
    oracle: 'PyTorch CosineAnnealingLR (fixture)',
    examples: [
      { settings: { start: 1, end: 0.1 }, expected: torch.cosine },
      {
        settings: { start: 2, warmup: 0.25 },
        expected: warmed(
          5,
          2,
          steps.slice(0, 15).map((i) => 1 + Math.cos((Math.PI * i) / 14)),
        ),
      },
    ],
  }),
  linear: scheduleCase(linear, {
    oracle: 'PyTorch LinearLR (fixture)',
    examples: [
      { settings: { start: 1, end: 0.25 }, expected: torch.linear },
      {
        settings: { start: 2, end: 0, hold: 0.5, warmup: 0.1 },
        expected: warmed(2, 2, [...Array<number>(11).fill(2), ...[6, 5, 4, 3, 2, 1, 0].map((i) => (2 * i) / 7)]),
      },
    ],
  }),
  oneCycle: scheduleCase(oneCycle, {
    oracle: 'PyTorch OneCycleLR (fixture)',
    examples: [
      { settings: { peak: 2 }, expected: torch.one_cycle },
      {
        settings: { peak: 2, warmup: 0.4, start: 0.1, end: 0.001, shape: 'linear' },
        expected: torch.one_cycle_linear,
      },
      { settings: { peak: 1, warmup: 0, shape: 'linear', end: 0 }, expected: steps.map((i) => 1 - i / 19) },
    ],
  }),
  phase: scheduleCase(phase, {
    oracle: 'steps counted by hand',
    examples: [
      { settings: { from: 0.25, until: 0.5 }, expected: steps.map((i) => (i >= 5 && i < 10 ? 1 : 0)) },
      { settings: { from: 0.9 }, expected: steps.map((i) => (i >= 18 ? 1 : 0)) },
    ],
  }),
  ramp: scheduleCase(ramp, {
    oracle: 'a straight line, by a formula',
    examples: [
      { settings: { values: [0, 1], over: 0.2 }, expected: steps.map((i) => Math.min(i / 4, 1)) },
      {
        settings: { values: [0.5, 3], over: 0.25, after: 0.5 },
        expected: steps.map((i) => 0.5 + 2.5 * Math.min(Math.max((i - 10) / 5, 0), 1)),
      },
    ],
  }),
  step: scheduleCase(step, {
    oracle: 'PyTorch StepLR and MultiStepLR (fixtures)',
    examples: [
      { settings: { start: 1, factor: 0.5, every: 0.3 }, expected: torch.step },
      { settings: { start: 1, at: [0.5, 0.75] }, expected: torch.multi_step },
      {
        settings: { start: 1, factor: 0, at: [0.5], warmup: 0.2 },
        expected: warmed(
          4,
          1,
          steps.slice(4).map((i) => (i < 10 ? 1 : 0)),
        ),
      },
    ],
    misfits: [{ start: 1 }, { start: 1, at: [0.5], every: 0.5 }],
  }),
};
