// What layers draw while training: `noise` and `dropout`, in numbers, from step to step and apart from each other.
import { afterAll, describe, expect, it } from 'vitest';
import { dropout } from '../../src/ops/layers/dropout.ts';
import { noiseLayer } from '../../src/ops/layers/noise.ts';
import { layerCase } from './operations/case.ts';
import { TrainingBench } from './operations/measure.ts';
import type { Sample } from './primitives/example.ts';
import { filled } from './primitives/samples.ts';

const many: Sample = { dtype: 'float32', ...filled([2, 40, 40, 8], () => 3) };

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spreadOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}

describe('noise', () => {
  // Twice in one network: each has numbers of its own.
  const example = { inputs: [many], settings: { deviation: 0.5 } };
  const form = { oracle: 'counted here', drawn: true, formula: () => many } as const;
  const bench = new TrainingBench(layerCase(noiseLayer, { ...form, examples: [example, example] }));
  afterAll(() => bench.dispose());
  const at = (step: number) => bench.run(() => undefined, step).map(({ result }) => Array.from(result.data));

  it('has the deviation that is asked for, and no mean', () => {
    const [values = []] = at(0);
    expect(meanOf(values)).toBeCloseTo(3, 1);
    expect(spreadOf(values)).toBeCloseTo(0.5, 1);
    const beyond = values.filter((value) => Math.abs(value - 3) > 1).length / values.length;
    // Two deviations: 4.55 % of a normal distribution.
    expect(beyond).toBeGreaterThan(0.035);
    expect(beyond).toBeLessThan(0.057);
  });

  it('is drawn anew at each step and by each layer, and the same again in the same step', () => {
    const [first = [], other = []] = at(0);
    expect(at(0)[0]).toEqual(first);
    const [later = []] = at(1);
    for (const values of [other, later]) {
      const products = values.map((value, i) => ((value - 3) * ((first[i] ?? 0) - 3)) / 0.25);
      expect(Math.abs(meanOf(products))).toBeLessThan(0.05);
    }
  });

  it('acts where a mask is, in so far as it is, and the same on all channels', () => {
    const halves = { dtype: 'float32', ...filled([2, 40, 40, 1], (i) => (i % 2 === 0 ? 0 : 0.5)) } as const;
    const masked = { inputs: [many, halves], settings: { deviation: 0.5 } };
    const own = new TrainingBench(layerCase(noiseLayer, { ...form, examples: [masked] }));
    const [outcome] = own.run();
    own.dispose();
    const values = Array.from(outcome?.result.data ?? []);
    const isMasked = (i: number) => Math.floor(i / 8) % 2 === 1;
    expect(new Set(values.filter((_, i) => !isMasked(i)))).toEqual(new Set([3]));
    expect(spreadOf(values.filter((_, i) => isMasked(i)))).toBeCloseTo(0.25, 1);
  });

  it('lets the gradient pass as it is', () => {
    const [outcome] = bench.run();
    const weights = bench.uses[0]?.flow?.weights.data ?? [];
    expect(Array.from(outcome?.first[0]?.data ?? [])).toEqual(Array.from(weights, Math.fround));
  });
});

describe('dropout', () => {
  const form = { oracle: 'counted here', drawn: true, formula: () => many } as const;
  const of = (settings: { readonly rate: number; readonly of: 'number' | 'channel' }) => ({ inputs: [many], settings });
  const examples = [of({ rate: 0.25, of: 'number' }), of({ rate: 0.5, of: 'channel' })];
  const bench = new TrainingBench(layerCase(dropout, { ...form, examples }));
  afterAll(() => bench.dispose());

  it('drops its share, and keeps the mean', () => {
    const [values = []] = bench.run().map(({ result }) => Array.from(result.data));
    const dropped = values.filter((value) => value === 0).length / values.length;
    expect(dropped).toBeCloseTo(0.25, 1);
    expect(new Set(values.map((value) => value.toFixed(4)))).toEqual(new Set(['0.0000', '4.0000']));
    expect(meanOf(values)).toBeCloseTo(3, 0);
  });

  it('drops whole channels of a sample', () => {
    const [, values = []] = bench.run().map(({ result }) => Array.from(result.data));
    const channels = Array.from({ length: 16 }, (_, k) =>
      values.filter((_, i) => (i % 8) + 8 * Math.floor(i / 12_800) === k),
    );
    for (const channel of channels) expect(new Set(channel).size).toBe(1);
    expect(new Set(values)).toEqual(new Set([0, 6]));
  });
});
