// Model to plan, without TensorFlow: every operation is emitted, as the compilers do, into a graph that nobody runs. What
// does not fit is reported; what fits is listed with its shape, weights and cost. Nothing is compiled from a plan.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { Model, ModelParts, NetworkModel } from '../../dsl/model/model.ts';
import { multiplyAdds } from '../../graph/analysis/costs.ts';
import { GraphBuilder } from '../../graph/ir/builder.ts';
import { placeholder } from '../../graph/ir/placeholder.ts';
import type { DType, Shape, Tensor } from '../../graph/ir/tensor.ts';
import type { FlowReference } from '../../ops/core/call.ts';
import { Applications } from '../emit/applications.ts';
import { type Batch, emitSamples } from '../emit/batch.ts';
import { unlessReported } from '../emit/emission-error.ts';
import { applyGenerators, sampleOf } from '../emit/generator-values.ts';
import { type Emitted, type NetworkContext, runFlow } from '../emit/network-emitter.ts';
import { emitObjectives, type NetworkValues } from '../emit/objectives.ts';
import { feedCategories } from '../emit/sample-categories.ts';
import { sharedRows } from '../emit/shared-rows.ts';
import { Weights } from '../emit/weights.ts';
import { Extents } from './extents.ts';
import { fittingSize, type SizeMistake } from './fitting-size.ts';
import type { Planned } from './planned.ts';
import { withSoundMap } from './rules/map.ts';
import { checkRules } from './rules/rules.ts';
import type { StartReader } from './rules/starts.ts';

export interface Plan {
  readonly tensors: readonly PlannedTensor[];
}

/** What an operation of a network makes. */
export interface PlannedTensor {
  /** Path of the operation. */
  readonly name: string;
  readonly network: string;
  readonly operation: string;
  /** Of one sample: height x width x channels. */
  readonly shape: Shape;
  readonly dtype: DType;
  /** Trained numbers. */
  readonly parameters: number;
  /** Numbers that stay as they start. */
  readonly frozen: number;
  /** For one sample. */
  readonly multiplyAdds: number;
}

/** Of the machine and the files around; absent: what depends on them is not looked at. */
export interface Around {
  /** Bytes of the machine. */
  readonly memory?: number | undefined;
  /** Reads files of weights. */
  readonly starts?: StartReader | undefined;
}

/** Reports what does not fit; the plan is complete where nothing was reported. */
export function planPipeline(model: Model, reporter: Reporter, { memory, starts }: Around = {}): Plan {
  checkSamples(model, reporter);
  const planned = emitNetworks(model, reporter);
  const tensors = listTensors(planned);
  checkRules(planned, reporter, memory, starts);
  return { tensors };
}

/** Reports shapes that do not fit in a pipeline of which other parts are wrong; lists those that fit. */
export function checkShapes(parts: ModelParts, reporter: Reporter): Plan {
  checkSamples(parts, reporter);
  const { context, emitted } = emitParts(parts, reporter, true);
  return { tensors: listTensors({ model: parts, emitted, weights: context.weights }) };
}

function checkSamples(parts: ModelParts, reporter: Reporter): void {
  const samples = new GraphBuilder(false);
  unlessReported(() => emitSamples(samples, parts, stepNumber(samples), reporter));
}

/** Networks and objectives of a training step, on a batch that comes from nowhere. */
export function emitNetworks(model: Model, reporter: Reporter): Planned {
  const { context, step, batch, values, emitted } = emitParts(model, reporter, true);
  const { builder, weights } = context;
  const extents = new Extents(model);
  const objectives = emitObjectives(model, batch, withSoundMap(model, values, extents, reporter), context);
  emitScoreFlow(model, values, context);
  const results = new Map([...emitted].map(([path, { result }]) => [path, result]));
  return { model, builder, step, batch, values, objectives, weights, extents, emitted, results };
}

// What does not fit inside the score is told as in a network.
function emitScoreFlow({ evaluate: { map, scoreFlow } }: Model, values: NetworkValues, context: NetworkContext): void {
  const given = (reference: FlowReference) =>
    reference.from === 'network' ? values.get(reference.network)?.get(reference.value) : undefined;
  const like = given({ from: 'network', ...map });
  if (scoreFlow && like) runFlow(scoreFlow, given, context, like);
}

function emitParts(parts: ModelParts, reporter: Reporter, findsSize: boolean) {
  const { train, networks } = parts;
  const builder = new GraphBuilder(false);
  const step = stepNumber(builder);
  const emitted = new Map<string, Emitted>();
  const batch = placeholders(builder, parts);
  const context: NetworkContext = {
    builder,
    weights: new Weights(builder, train.seed, train.accumulate),
    training: true,
    seed: train.seed,
    step,
    draw: step,
    initialDeviation: train.initialDeviation,
    steps: train.steps,
    applications: new Applications(networks),
    ...(train.networks ? { learning: train.networks } : {}),
    // A discriminator is applied twice: to real examples first.
    observe: ({ call }, made) => {
      if (!emitted.has(call.path)) emitted.set(call.path, made);
    },
    reporter,
    shared: sharedRows(batch, train.normal),
    categories: feedCategories(builder, 'category', train.normal + train.synthetic, parts),
    ...(findsSize
      ? {
          fittingSize: (mistake: SizeMistake) =>
            fittingSize(parts, (others, found) => emitParts(others, found, false), mistake),
        }
      : undefined),
  };
  return { context, step, batch, values: applyGenerators(networks, sampleOf(batch), context), emitted };
}

type Listed = Pick<Planned, 'emitted' | 'weights'> & { readonly model: Pick<Model, 'networks'> };

export function listTensors({ model, emitted, weights }: Listed): readonly PlannedTensor[] {
  const counts = { trained: weights.counts(), frozen: weights.counts('frozen') };
  return model.networks.flatMap((network) => tensorsOf(network, emitted, counts));
}

function stepNumber(builder: GraphBuilder): Tensor {
  return placeholder(builder, 'step', { shape: [], dtype: 'int32' });
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

function tensorsOf(
  { name: network, flow }: NetworkModel,
  emitted: ReadonlyMap<string, Emitted>,
  counts: { readonly trained: ReadonlyMap<string, number>; readonly frozen: ReadonlyMap<string, number> },
): readonly PlannedTensor[] {
  return flow.nodes.flatMap(({ call: { path, name: operation } }) => {
    const made = emitted.get(path);
    if (made === undefined) return [];
    const { shape, dtype } = made.result;
    const work = made.nodes.reduce((sum, node) => sum + multiplyAdds(node), 0);
    return {
      name: path,
      network,
      operation,
      shape: shape.slice(1),
      dtype,
      parameters: counts.trained.get(path) ?? 0,
      frozen: counts.frozen.get(path) ?? 0,
      multiplyAdds: Math.round(work / (shape[0] ?? 1)),
    };
  });
}
