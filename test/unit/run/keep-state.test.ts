// Which weights are kept, and when training stops early.
import { expect, test } from 'vitest';
import {
  afterMeasurement,
  isDue,
  isOver,
  type KeepRule,
  type KeepState,
  keepRuleOf,
  nothingKept,
  standingOf,
} from '../../../src/runtime/training/keep-state.ts';
import { checkText } from '../../pipelines.ts';

const pipeline = (keep: string) => `anoseg 1
data { source = sample("weave")  image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, rectangle()) -> relabel() }
network generator(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = 10  ${keep} }
`;

function ruleOf(keep: string): KeepRule | undefined {
  const { model } = checkText(pipeline(keep));
  if (model === undefined) throw new Error('no model');
  return keepRuleOf(model);
}

const rule = ruleOf('keep = best(pixel_ap, every: 4, patience: 2) on synthetic');
if (rule === undefined) throw new Error('no rule');

const fold = (values: readonly (number | null)[]): KeepState =>
  values.reduce<KeepState>((state, value, i) => afterMeasurement(state, 4 * (i + 1), value), nothingKept);

test('the settings of the rule, and none where the last weights are kept', () => {
  expect(rule).toMatchObject({ every: 4, patience: 2, samples: 100 });
  expect(rule.metric.name).toBe('pixel_ap');
  expect([ruleOf(''), ruleOf('keep = last')]).toEqual([undefined, undefined]);
});

test('the highest is kept, of equal ones the earlier, and nothing is no better than anything', () => {
  expect(fold([0.2, 0.5, 0.5, 0.4]).best).toEqual({ step: 8, value: 0.5 });
  expect(fold([0.5, 0.2, 0.6]).best).toEqual({ step: 12, value: 0.6 });
  expect(fold([null, 0, null]).best).toEqual({ step: 8, value: 0 });
  expect(fold([null, null]).best).toBeNull();
});

test('training stops early after so many in a row that were not better, also where none was defined', () => {
  expect([[0.2], [0.2, 0.1], [0.2, 0.1, 0.1]].map((values) => isOver(rule, fold(values)))).toEqual([
    false,
    false,
    true,
  ]);
  expect(isOver(rule, fold([0.2, 0.1, 0.3, 0.1]))).toBe(false);
  expect(isOver(rule, fold([null, null]))).toBe(true);
  expect(isOver({ ...rule, patience: 0 }, fold([0.2, 0.1, 0.1, 0.1, 0.1]))).toBe(false);
});

test('what is told: the best so far, and how many more may fail', () => {
  expect(standingOf(rule, nothingKept)).toEqual({ metric: 'pixel_ap', best: null, left: 2 });
  expect(standingOf(rule, fold([0.2, 0.1]))).toEqual({ metric: 'pixel_ap', best: { step: 4, value: 0.2 }, left: 1 });
  expect(standingOf({ ...rule, patience: 0 }, fold([0.2])).left).toBeNull();
});

test('each step is measured once: every so many, and the last one', () => {
  const due = (state: KeepState) =>
    Array.from({ length: 11 }, (_, step) => step).filter((step) => isDue(rule, state, step, 10));
  expect(due(nothingKept)).toEqual([4, 8, 10]);
  expect(due(fold([0.1, 0.2]))).toEqual([10]);
});
