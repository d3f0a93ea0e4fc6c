// Runs the examples of an operation in one session for training and one for inference, and beside them the oracle:
// everything that the contract compares.
import { builderOf, GraphBuilder } from '../../../src/graph/ir/builder.ts';
import { float32s as floatConstant } from '../../../src/graph/ir/constant.ts';
import type { Shape, Tensor } from '../../../src/graph/ir/tensor.ts';
import { add } from '../../../src/graph/primitives/add.ts';
import { identity } from '../../../src/graph/primitives/identity.ts';
import { mul } from '../../../src/graph/primitives/mul.ts';
import { sigmoid } from '../../../src/graph/primitives/sigmoid.ts';
import { sum } from '../../../src/graph/primitives/sum.ts';
import { gradients } from '../../../src/graph/rules/gradients.ts';
import type { Fetched } from '../../../src/runtime/session/session.ts';
import type { Sample, Values } from '../primitives/example.ts';
import { between, int32s, ofUnknownBatch, sizeOf } from '../primitives/samples.ts';
import { type Feeds, feedOf, type Opened, open, sampleInput } from '../primitives/session.ts';
import type { Given, OperationExample } from './case.ts';
import { type Emitted, Emitter, type Tested } from './subjects.ts';

type Example = OperationExample<Given>;

/** One example in a graph. */
export interface Wired {
  readonly example: Example;
  readonly emitted: Emitted;
  /** What can be moved: inputs, then weights; and what is only fed. */
  readonly moved: readonly Fed[];
  readonly still: readonly Fed[];
  readonly wrt: readonly Fed[];
  /** All that is fed. Some of it may be of no use, such as a tensor that brings only its size. */
  readonly fed: readonly Tensor[];
  readonly flow: Flow | undefined;
}

export interface Fed {
  /** Of the input (by number) or weight. */
  readonly key: string;
  /** The node that is fed. */
  readonly node: string;
  readonly sample: Sample;
}

/**
 * The derivatives of `sum of weights * result` by each of `wrt`, and of a weighted sum of those by the inputs, as a
 * gradient penalty takes them. (That of gradients by a bias is not for TensorFlow: it merges BiasAddGrad into
 * Conv2DBackpropFilter even where that makes a circle, and the run ends with "Retval does not have value".)
 */
export interface Flow {
  readonly weights: Values;
  readonly first: readonly Tensor[];
  readonly firstWeights: readonly Values[];
  readonly second: readonly Tensor[];
}

/** What one run gives for an example. */
export interface Outcome {
  readonly result: Fetched;
  readonly next: ReadonlyMap<string, Fetched>;
  readonly first: readonly Fetched[];
  readonly second: readonly Fetched[];
}

/** Other values for what is fed; undefined leaves a sample as it is. */
export type Change = (fed: Fed, use: Wired) => Sample | undefined;

/** The examples of an operation in a training graph. */
export class TrainingBench {
  readonly #session: Opened;
  readonly #wired: readonly Wired[];
  readonly #fetched: readonly Tensor[];

  constructor(tested: Tested) {
    const builder = new GraphBuilder();
    const step = sampleInput(builder, 'step', int32s([], [0]));
    const emitter = new Emitter(builder, tested.operation, step);
    const order = tested.noGradient !== undefined ? 0 : tested.onlyOnce !== undefined ? 1 : 2;
    this.#wired = tested.examples.map((example, i) => wire(emitter, example, `example${i}`, order));
    this.#fetched = this.#wired.flatMap(tensorsOf);
    this.#session = open(builder, [...this.#fetched, step, ...this.#wired.flatMap(({ fed }) => fed)]);
  }

  get uses(): readonly Wired[] {
    return this.#wired;
  }

  /** All examples at once, with changed inputs and weights. */
  run(change: Change = () => undefined, step = 0): readonly Outcome[] {
    const feeds: Record<string, Feeds[string]> = { step: feedOf(int32s([], [step])) };
    for (const use of this.#wired) {
      for (const fed of use.moved) feeds[fed.node] = feedOf(change(fed, use) ?? fed.sample);
      for (const { node, sample } of use.still) feeds[node] = feedOf(sample);
    }
    const values = this.#session.fetch(feeds, this.#fetched);
    let next = 0;
    const take = () => values[next++] ?? missing('a value');
    return this.#wired.map(({ emitted, flow }) => ({
      result: take(),
      next: new Map([...emitted.next.keys()].map((key) => [key, take()] as const)),
      first: (flow?.first ?? []).map(take),
      second: (flow?.second ?? []).map(take),
    }));
  }

  dispose(): void {
    this.#session.dispose();
  }
}

/** The examples in the graph that users run: any batch, no gradient. */
export class InferenceBench {
  readonly #session: Opened;
  readonly #wired: readonly Wired[];

  constructor(tested: Tested) {
    const builder = new GraphBuilder();
    const emitter = new Emitter(builder, tested.operation, undefined);
    const anyBatch = (example: Example) => ({ ...example, inputs: example.inputs.map(ofUnknownBatch) });
    this.#wired = tested.examples.map((example, i) => wire(emitter, anyBatch(example), `example${i}`, 0));
    this.#session = open(
      builder,
      this.#wired.flatMap(({ emitted, fed }) => [emitted.result, ...fed]),
    );
  }

  get uses(): readonly Wired[] {
    return this.#wired;
  }

  /** Results of all examples; `only`: of one sample of each batch alone. */
  run(only?: number): readonly Fetched[] {
    const feeds: Record<string, Feeds[string]> = {};
    for (const { moved, still, example } of this.#wired) {
      moved.forEach((fed, i) => {
        const isInput = i < example.inputs.length;
        feeds[fed.node] = feedOf(isInput && only !== undefined ? sampleNumber(fed.sample, only) : fed.sample);
      });
      for (const { node, sample } of still) feeds[node] = feedOf(sample);
    }
    return this.#session.fetch(
      feeds,
      this.#wired.map(({ emitted }) => emitted.result),
    );
  }

  dispose(): void {
    this.#session.dispose();
  }
}

/** One sample of a batch, as a batch. */
function sampleNumber({ shape: [n = 1, ...rest], ...sample }: Sample, index: number): Sample {
  const size = sizeOf(rest);
  const data = Array.from(sample.data).slice((index % n) * size, ((index % n) + 1) * size);
  return { ...sample, shape: [1, ...rest], data: Float32Array.from(data) };
}

function wire(emitter: Emitter, example: Example, name: string, order: 0 | 1 | 2): Wired {
  const { builder } = emitter;
  const inputs = example.inputs.map((sample, i) => sampleInput(builder, `${name}/fed${i}`, sample));
  const shown = inputs.map((input, i) => (i === 0 && example.throughSigmoid ? sigmoid(input) : input));
  const made = emitter.emit(name, shown, example.settings ?? {}) ?? missing('what was emitted');
  // What is fed cannot be fetched, and some operations are the identity.
  const emitted = { ...made, result: identity(made.result) };
  const fedInputs = example.inputs.map((sample, i) => ({ key: `${i}`, node: `${name}/fed${i}`, sample }));
  const stored = (tensors: Emitted['state'], draw: (shape: readonly number[], seed: string) => Sample) =>
    [...tensors].map(([key, tensor]) => ({
      key,
      node: tensor.node.name,
      sample: example.weights?.[key] ?? draw(known(tensor.shape), `${name} ${key}`),
    }));
  const weights = stored(emitted.weights, between(-1, 1));
  const wanted = emitter.operation.inputs.length === 0 ? [] : (example.wrt ?? inputs.map((_, i) => i));
  const xs = [...wanted.map((i) => inputs[i] ?? missing('an input')), ...emitted.weights.values()];
  const wrt = [...wanted.map((i) => fedInputs[i] ?? missing('an input')), ...weights];
  return {
    example,
    emitted,
    moved: [...fedInputs, ...weights],
    still: stored(emitted.state, between(0.5, 1.5)),
    wrt,
    fed: [...inputs, ...emitted.weights.values(), ...emitted.state.values()],
    flow:
      order === 0 || xs.length === 0
        ? undefined
        : builder.scope(name, () => differentiate(emitted.result, xs, wanted.length, order)),
  };
}

function differentiate(result: Tensor, xs: readonly Tensor[], inputs: number, order: 1 | 2): Flow {
  const drawn = (tensor: Tensor, seed: string) => between(-1, 1)(known(tensor.shape), seed);
  const weights = drawn(result, 'result');
  const first = gradients(weighted(result, weights), xs);
  const firstWeights = first.slice(0, inputs).map((tensor, i) => drawn(tensor, `first${i}`));
  const total = firstWeights.map((drawn, i) => weighted(first[i] ?? missing('a gradient'), drawn));
  return {
    weights,
    first,
    firstWeights,
    second:
      order === 2 && total.length > 0
        ? gradients(
            total.reduce((a, b) => add(a, b)),
            xs,
          )
        : [],
  };
}

function weighted(tensor: Tensor, { data, shape }: Values): Tensor {
  return sum(mul(tensor, builderOf(tensor).main.constant(floatConstant(Array.from(data), shape))));
}

function tensorsOf({ emitted, flow }: Wired): readonly Tensor[] {
  return [emitted.result, ...emitted.next.values(), ...(flow?.first ?? []), ...(flow?.second ?? [])];
}

function known(shape: Shape): readonly number[] {
  return shape.map((size) => size ?? missing('a size'));
}

function missing(what: string): never {
  throw new Error(`missing: ${what}`);
}
