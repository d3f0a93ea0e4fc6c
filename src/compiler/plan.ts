// The shapes of a pipeline, without TensorFlow: every operation is emitted into a graph that nobody
// runs. What does not fit is reported; what fits is listed with its shape, weights and cost.
import type { Reporter } from '../diagnostics/diagnostic.ts';
import type { FlowNode, Model, ModelParts, NetworkModel } from '../dsl/model.ts';
import { GraphBuilder } from '../graph/builder.ts';
import { placeholder } from '../graph/placeholder.ts';
import type { Shape, Tensor } from '../graph/tensor.ts';
import { type Batch, emitSamples } from './batch.ts';
import { unlessReported } from './emission-error.ts';
import { applyGenerators } from './generator-values.ts';
import type { NetworkContext } from './network-emitter.ts';
import { emitObjectives, type NetworkValues, type Objectives } from './objectives.ts';
import { checkRules } from './rules.ts';
import { Weights } from './weights.ts';

export interface Plan {
  readonly tensors: readonly PlannedTensor[];
}

export interface PlannedTensor {
  /** Path of the operation. */
  readonly name: string;
  readonly network: string;
  /** Of one sample: height x width x channels. */
  readonly shape: Shape;
  readonly parameters: number;
}

/** What the rules look at. */
export interface Planned {
  readonly model: Model;
  readonly batch: Batch;
  readonly values: NetworkValues;
  readonly objectives: Objectives;
  readonly weights: Weights;
  readonly results: ReadonlyMap<string, Tensor>;
}

/** Reports what does not fit; the plan is complete where nothing was reported. */
export function planPipeline(model: Model, reporter: Reporter): Plan {
  const { context, batch, values, results } = emitParts(model, reporter);
  const { weights } = context;
  const objectives = emitObjectives(model, batch, values, context);
  checkRules({ model, batch, values, objectives, weights, results }, reporter);
  return { tensors: model.networks.flatMap((network) => listTensors(network, results, weights)) };
}

/** Reports shapes that do not fit in a pipeline of which other parts are wrong. */
export function checkShapes(parts: ModelParts, reporter: Reporter): void {
  emitParts(parts, reporter);
}

function emitParts(parts: ModelParts, reporter: Reporter) {
  const { train, networks } = parts;
  const builder = new GraphBuilder();
  const step = placeholder(builder, 'step', { shape: [], dtype: 'int32' });
  const results = new Map<string, Tensor>();
  const context: NetworkContext = {
    builder,
    weights: new Weights(builder, train.seed),
    training: true,
    seed: train.seed,
    step,
    draw: step,
    initialDeviation: train.initialDeviation,
    observe: ({ call }: FlowNode, result: Tensor) => results.set(call.path, result),
    reporter,
  };
  unlessReported(() => emitSamples(builder, parts, step, reporter));
  const batch = placeholders(builder, parts);
  return { context, batch, values: applyGenerators(networks, batch.seen, context), results };
}

function placeholders(builder: GraphBuilder, { data, train }: ModelParts): Batch {
  const samples = train.normal + train.synthetic;
  const image = (name: string, channels: number) =>
    placeholder(builder, name, { shape: [samples, data.height, data.width, channels], dtype: 'float32' });
  return {
    image: image('image', data.channels),
    seen: image('seen', data.channels),
    mask: image('mask', 1),
    shapes: undefined,
    redraws: undefined,
  };
}

function listTensors(
  { name, flow }: NetworkModel,
  results: ReadonlyMap<string, Tensor>,
  weights: Weights,
): readonly PlannedTensor[] {
  return flow.nodes.flatMap(({ call }) => {
    const result = results.get(call.path);
    if (result === undefined) return [];
    return [{ name: call.path, network: name, shape: result.shape.slice(1), parameters: weights.countOf(call.path) }];
  });
}
