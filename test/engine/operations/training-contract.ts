// What holds for schedules and optimisers: the numbers of another implementation, step by step.
import { expect, it } from 'vitest';
import { unlessReported } from '../../../src/compiler/emit/emission-error.ts';
import { emitAllUpdates } from '../../../src/compiler/emit/optimize.ts';
import { emitScheduled } from '../../../src/compiler/emit/schedules.ts';
import { Weights } from '../../../src/compiler/emit/weights.ts';
import { Reporter } from '../../../src/diagnostics/diagnostic.ts';
import { GraphBuilder } from '../../../src/graph/ir/builder.ts';
import { float32s as constants } from '../../../src/graph/ir/constant.ts';
import type { GraphNode, Tensor } from '../../../src/graph/ir/tensor.ts';
import { assignVariable } from '../../../src/graph/ir/variable.ts';
import { add } from '../../../src/graph/primitives/add.ts';
import { cast } from '../../../src/graph/primitives/cast.ts';
import { cos } from '../../../src/graph/primitives/cos.ts';
import { identity } from '../../../src/graph/primitives/identity.ts';
import { mul } from '../../../src/graph/primitives/mul.ts';
import { square } from '../../../src/graph/primitives/square.ts';
import { sum } from '../../../src/graph/primitives/sum.ts';
import { boolean } from '../../../src/graph/rules/primitive.ts';
import type { Optimizer } from '../../../src/ops/core/operation.ts';
import { checkText } from '../../pipelines.ts';
import { expectClose } from '../primitives/compare.ts';
import type { Values } from '../primitives/example.ts';
import { int32s, sizeOf } from '../primitives/samples.ts';
import { feedOf, open, sampleInput } from '../primitives/session.ts';
import type { Given, OptimizerCase, ScheduleCase } from './case.ts';
import { sampleOf } from './fixtures.ts';
import { callOf } from './subjects.ts';

export function testSchedule({ operation, oracle, examples, misfits = [] }: ScheduleCase): void {
  it(`gives at each step what the oracle says: ${oracle}`, () => {
    const builder = new GraphBuilder();
    const step = sampleInput(builder, 'step', int32s([], [0]));
    const emit = (settings: Given) =>
      emitScheduled(builder, callOf(operation, 'schedule', [], settings), cast(step, 'float32'), 20);
    const values = examples.map(({ settings }) => emit(settings));
    const session = open(builder, values);
    for (let i = 0; i < 20; i++) {
      const fetched = session.fetch({ step: feedOf(int32s([], [i])) }, values);
      examples.forEach(({ settings, expected }, k) => {
        const title = `${JSON.stringify(settings)} at step ${i}`;
        expectClose(fetched[k], { shape: [], data: [expected[i] ?? Number.NaN] }, 1e-5, title);
      });
    }
    session.dispose();
  });

  it('stays between the bounds that it tells', () => {
    for (const { settings, expected } of examples) {
      const [low, high] = operation.extent(settings);
      for (const value of expected) {
        expect(value).toBeGreaterThanOrEqual(low - 1e-7);
        expect(value).toBeLessThanOrEqual(high + 1e-7);
      }
    }
  });

  if (misfits.length === 0) return;
  it('tells settings that do not fit together', () => {
    for (const settings of misfits) {
      const builder = new GraphBuilder();
      const reporter = new Reporter();
      const step = cast(sampleInput(builder, 'step', int32s([], [0])), 'float32');
      unlessReported(() => emitScheduled(builder, callOf(operation, 'schedule', [], settings), step, 20, reporter));
      expect(reporter.diagnostics.map(({ code }) => code)).toEqual(['operation-fails']);
    }
  });
}

export function testOptimizer({ operation, oracle, examples }: OptimizerCase): void {
  it(`moves weights as the oracle says: ${oracle}`, () => {
    for (const { settings, expected } of examples) {
      const bowl = new Bowl(operation, settings);
      bowl.start(expected.start);
      for (let step = 0; step < 20; step++) bowl.step(step);
      bowl.weights().forEach((values, i) => {
        expectClose(values, expected.end[i], 2e-5, `${JSON.stringify(settings)}, weight ${i}`);
      });
      bowl.dispose();
    }
  });
}

const { model } = checkText(`anoseg 1
data { source = sample("gear")  image = 16 x 16 }
network generator(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()  batch = 1 normal  steps = 20 }
`);

// A filter and a bias at the bottom of which each number has a width of its own, and ripples.
class Bowl {
  readonly #session;
  readonly #values: readonly Tensor[];
  readonly #done: Readonly<Record<'initialize' | 'set' | 'train', Tensor>>;

  constructor(operation: Optimizer, settings: Given) {
    if (model === undefined) throw new Error('the pipeline of the test is wrong');
    const builder = new GraphBuilder();
    const weights = new Weights(builder, 1);
    const number = sampleInput(builder, 'step', int32s([], [0]));
    const step = cast(number, 'float32');
    const shapes = [[4, 3], [3]];
    this.#values = shapes.map((shape, i) => weights.weight(`generator/w/${i}`, shape, { kind: 'zeros' }));
    const generator = this.#values
      .map((value, i) => depth(builder, value, shapes[i] ?? []))
      .reduce((a, b) => add(a, b));
    const call = callOf(operation, 'train/optimizer', [], settings);
    const networks = model.train.networks.map((own) => ({ ...own, optimizer: call }));
    const train = { ...model.train, networks };
    const objectives = { generator, logged: [], parts: [], discriminators: new Map<string, Tensor>() };
    emitAllUpdates(builder, { ...model, train }, weights, objectives, { step, updateOf: () => step });
    const starts = shapes.map((shape, i) => sampleInput(builder, `start${i}`, sampleOf({ shape, data: [] })));
    const after = (effects: readonly GraphNode[]) => identity(boolean(builder, true), effects);
    const trained = weights.trained('generator');
    const set = trained.map(({ weight }, i) => assignVariable(weight, identity(starts[i] ?? weight.handle), builder));
    this.#done = {
      initialize: after(weights.initialize()),
      set: after(set),
      train: after(weights.writes(new Set(['generator']))),
    };
    this.#session = open(builder, [...this.#values, ...Object.values(this.#done), number]);
  }

  start(values: readonly Values[]): void {
    this.#session.fetch({}, [this.#done.initialize]);
    const feeds = values.map((value, i) => [`start${i}`, feedOf(sampleOf(value))] as const);
    this.#session.fetch(Object.fromEntries(feeds), [this.#done.set]);
  }

  step(step: number): void {
    this.#session.fetch({ step: feedOf(int32s([], [step])) }, [this.#done.train]);
  }

  weights(): readonly Values[] {
    return this.#session.fetch({}, this.#values);
  }

  dispose(): void {
    this.#session.dispose();
  }
}

function depth(builder: GraphBuilder, value: Tensor, shape: readonly number[]): Tensor {
  const widths = Array.from({ length: sizeOf(shape) }, (_, i) => (i + 1) / 8);
  const bowl = mul(square(value), builder.main.constant(constants(widths, shape)));
  return sum(add(bowl, mul(cos(mul(value, 3)), 1 / 3)));
}
