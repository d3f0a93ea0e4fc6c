// What holds for every layer, loss and score: the shape that the plan says, the oracle's values and gradients, samples
// that do not see each other unless the operation says so, nothing that is not finite, misfits told by their codes.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadOracle } from '../../oracle.ts';
import { expectClose } from '../primitives/compare.ts';
import type { Sample, Tf, Values } from '../primitives/example.ts';
import { between, filled, random } from '../primitives/samples.ts';
import type { Given } from './case.ts';
import { type Fed, InferenceBench, type Outcome, TrainingBench, type Wired } from './measure.ts';
import { expectedState, expectedValues, tfjsGradients } from './oracle.ts';
import { reportedCodes, type Tested } from './subjects.ts';

export function testOperation(tested: Tested): void {
  let tf: Tf;
  let bench: TrainingBench;
  let outcomes: readonly Outcome[] = [];
  beforeAll(() => {
    tf = loadOracle();
    bench = new TrainingBench(tested);
    outcomes = bench.run();
  });
  afterAll(() => bench?.dispose());

  const drawn = 'drawn' in tested && tested.drawn === true;
  const each = (judge: (use: Wired, outcome: Outcome, title: string, index: number) => void) => {
    expect(bench.uses.length).toBeGreaterThan(0);
    bench.uses.forEach((use, i) => {
      const outcome = outcomes[i];
      if (outcome) judge(use, outcome, titleOf(use), i);
    });
  };

  it('has the shape of the plan, and gives floats', () => {
    each(({ emitted }, { result, first, second }, title) => {
      expect(result.shape, title).toEqual([...emitted.result.shape]);
      for (const { data } of [result, ...first, ...second]) expect(data, title).toBeInstanceOf(Float32Array);
    });
  });

  if (!drawn) {
    it(`computes what the oracle says: ${tested.oracle}`, () => {
      each((use, { result }, title) => {
        expectClose(result, expectedValues(tf, tested, use, true), use.example.tolerance ?? 1e-5, title);
      });
    });
  }

  const { operation } = tested;
  if (operation.kind === 'layer' && operation.extent !== undefined) {
    it('lies between the numbers that its rule says, of those between which its inputs lie', () => {
      each(({ example }, { result }, title) => {
        const between = operation.extent?.(example.inputs.map(rangeOf), given(example.settings));
        const { low, high } = rangeOf(result);
        expect(low, title).toBeGreaterThanOrEqual((between?.low ?? 0) - 1e-5);
        expect(high, title).toBeLessThanOrEqual((between?.high ?? 0) + 1e-5);
      });
    });
  }

  if (tested.operation.kind === 'layer' && 'nextState' in tested && tested.nextState !== undefined) {
    it('keeps the state that the oracle says', () => {
      each((use, { next }, title) => {
        const expected = expectedState(tf, tested, use);
        expect([...next.keys()].sort(), title).toEqual([...expected.keys()].sort());
        for (const [name, values] of expected) expectClose(next.get(name), values, 1e-5, `${title}, ${name}`);
      });
    });
  }

  if (tested.noGradient === undefined) {
    it('has the derivatives of finite differences', () => testSlopes(bench, tested.onlyOnce === undefined));
    if ('tfjs' in tested && tested.tfjsGradient === undefined && !drawn) {
      it('has the gradient of tfjs', () => {
        each((use, { first }, title) => {
          const expected = use.flow && tfjsGradients(tf, tested, use, use.flow);
          expected?.forEach((values, i) => {
            expectClose(first[i], values, 1e-4, `${title}, by ${use.wrt[i]?.key}`, 'largest');
          });
        });
      });
    }
  }

  if (tested.operation.kind === 'layer') {
    it('is known for what a gradient penalty needs', () => {
      expect(mixes(tested)).toBe(tested.onlyOnce !== undefined);
    });
  }

  it(mixes(tested) ? 'lets samples see each other' : 'keeps samples apart', () =>
    testSamplesApart(bench, mixes(tested)),
  );

  if (tested.noEdges === undefined) it('stays finite at the edges', () => testEdges(bench));

  if (tested.operation.kind !== 'loss') testInference(tested, () => tf);

  if (tested.misfits && tested.misfits.length > 0) {
    it('tells what does not fit', () => {
      for (const { inputs, settings, code } of tested.misfits ?? [])
        expect(reportedCodes(tested, inputs, given(settings)), inputs.join(' and ')).toEqual([code]);
    });
  }
}

function testInference(tested: Tested, tf: () => Tf): void {
  it('gives in a finished model what the oracle says, for one image as for many', () => {
    const bench = new InferenceBench(tested);
    try {
      const all = bench.run();
      const alone = [0, 1].map((sample) => bench.run(sample));
      bench.uses.forEach((use, i) => {
        const title = titleOf(use);
        const result = all[i];
        if (result === undefined) throw new Error(`${title} gave nothing`);
        expectClose(result, expectedValues(tf(), tested, use, false), use.example.tolerance ?? 1e-5, title);
        expect(use.emitted.result.shape.slice(1), title).toEqual(result.shape.slice(1));
        const n = result.shape[0] ?? 1;
        alone.forEach((results, sample) => {
          const one = results[i];
          if (one && n > 1) expectClose(one, part(result, sample % n), 1e-5, `${title}, sample ${sample} alone`);
        });
      });
    } finally {
      bench.dispose();
    }
  });
}

// Along random directions: the weighted sum of the results, and that of the gradients, in double precision.
function testSlopes(bench: TrainingBench, twice: boolean): void {
  const step = 4e-3;
  const base = bench.run();
  expect(bench.uses.some(({ flow }) => flow !== undefined)).toBe(true);
  for (const direction of ['a', 'b', 'c']) {
    const [above, below] = [step, -step].map((by) => bench.run((fed, use) => moved(fed, use, direction, by)));
    bench.uses.forEach((use, i) => {
      const [middle, high, low] = [base[i], above?.[i], below?.[i]];
      const { flow } = use;
      if (!flow || !middle || !high || !low || use.example.noSlopes !== undefined) return;
      const title = `${titleOf(use)}, direction ${direction}`;
      const slope = (of: (outcome: Outcome) => number) => (of(high) - of(low)) / (2 * step);
      expectSlope(
        use,
        direction,
        middle.first,
        slope(({ result }) => dot(result, flow.weights)),
        title,
      );
      if (!twice || flow.second.length === 0) return;
      const ofGradients = ({ first }: Outcome) =>
        flow.firstWeights.reduce((sum, weights, k) => sum + dot(first[k] ?? weights, weights), 0);
      expectSlope(use, direction, middle.second, slope(ofGradients), `${title}, second`);
    });
  }
}

function expectSlope(
  { wrt, example }: Wired,
  direction: string,
  gradient: readonly Values[],
  slope: number,
  title: string,
): void {
  let predicted = 0;
  let size = 0;
  wrt.forEach((fed, i) => {
    const signs = directionOf(fed, direction);
    const g = gradient[i]?.data ?? [];
    expect(g.length, `${title}: a gradient by ${fed.key}`).toBe(signs.length);
    signs.forEach((sign, k) => {
      predicted += sign * (g[k] ?? Number.NaN);
      size += (g[k] ?? 0) ** 2;
    });
  });
  const error = Math.abs(predicted - slope) / (1 + Math.sqrt(size));
  const tolerance = example.slopeTolerance ?? 2e-3;
  expect(error < tolerance, `${title}: ${predicted} by the gradient, ${slope} by differences`).toBe(true);
}

function moved(fed: Fed, { wrt }: Wired, direction: string, by: number): Sample | undefined {
  if (!wrt.includes(fed)) return undefined;
  const signs = directionOf(fed, direction);
  return { ...fed.sample, data: signs.map((sign, k) => (fed.sample.data[k] ?? 0) + by * sign) };
}

function directionOf({ node, sample }: Fed, name: string): readonly number[] {
  const draw = random(`${name} ${node}`);
  return Array.from(sample.data, () => (draw() < 0.5 ? -1 : 1));
}

function dot({ data }: Values, weights: Values | undefined): number {
  let total = 0;
  for (let i = 0; i < data.length; i++) total += (data[i] ?? 0) * (weights?.data[i] ?? Number.NaN);
  return total;
}

// The first sample must not notice that the others are replaced.
function testSamplesApart(bench: TrainingBench, mixing: boolean): void {
  const before = bench.run();
  const after = bench.run((fed, { example }) => {
    if (example.inputs.every(({ data }) => data !== fed.sample.data)) return undefined;
    return othersReplaced(fed.sample);
  });
  const changed = bench.uses.filter(({ example }, i) => {
    const [one, other] = [before[i]?.result, after[i]?.result];
    if (!one || !other || (example.inputs[0]?.shape[0] ?? 1) < 2 || one.shape[0] !== example.inputs[0]?.shape[0])
      return false;
    return !same(part(one, 0), part(other, 0));
  });
  expect(changed.map(titleOf)).toEqual(mixing ? bench.uses.map(titleOf) : []);
}

function othersReplaced({ shape: [n = 1, ...rest], data, dtype }: Sample): Sample {
  const size = data.length / n;
  const others = between(-1, 1)([n, ...rest], 'others');
  return {
    dtype,
    shape: [n, ...rest],
    data: Array.from(data, (value, i) => (i < size ? value : (others.data[i] ?? 0))),
  };
}

// Constant inputs: the first one and the others, each at its value.
const edges: readonly (readonly [first: number, others: number])[] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
  [-1, -1],
  [100, 0],
  [100, 1],
  [-100, 0],
  [-100, 1],
];

function testEdges(bench: TrainingBench): void {
  for (const [first, others] of edges) {
    const constant = ({ sample: { shape } }: Fed, value: number): Sample => ({
      dtype: 'float32',
      ...filled(shape, () => value),
    });
    const outcomes = bench.run((fed, { example, moved: list }) => {
      const place = list.indexOf(fed);
      return place < example.inputs.length ? constant(fed, place === 0 ? first : others) : undefined;
    });
    outcomes.forEach(({ result, first: slopes }, i) => {
      const use = bench.uses[i];
      const finite = [result, ...slopes].every(({ data }) => Array.from(data).every(Number.isFinite));
      expect(finite, `${use ? titleOf(use) : i}, at ${first} and ${others}`).toBe(true);
    });
  }
}

function rangeOf({ data }: { readonly data: ArrayLike<number> }) {
  return { low: Math.min(...Array.from(data)), high: Math.max(...Array.from(data)) };
}

function mixes({ operation }: Tested): boolean {
  return operation.kind === 'layer' && operation.mixesSamples === true;
}

/** One sample of values that have one for each. */
function part({ shape: [n = 1, ...rest], data }: Values, index: number): Values {
  const size = data.length / n;
  return { shape: [1, ...rest], data: Array.from(data).slice(index * size, (index + 1) * size) };
}

function same(a: Values, b: Values): boolean {
  return Array.from(a.data).every((value, i) => value === b.data[i]);
}

function titleOf({ example: { title, inputs, settings } }: Wired): string {
  const given = Object.entries(settings ?? {}).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return title ?? [inputs.map(({ shape }) => shape.join(' x ')).join(' and '), ...given].join(', ');
}

function given(settings: Given | undefined): Given {
  return settings ?? {};
}
