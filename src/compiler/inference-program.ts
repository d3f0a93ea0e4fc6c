// Compiles a model into the graph that users run: pixels in, anomaly map and score out. The same
// networks as in training, but batch norm on running averages and no random numbers.

import { bug } from '../diagnostics/outside-error.ts';
import { takesCategory } from '../dsl/model/categories.ts';
import type { Model } from '../dsl/model/model.ts';
import { neededNetworks, predictedValues } from '../dsl/model/needs.ts';
import { GraphBuilder } from '../graph/ir/builder.ts';
import { restoreVariables, saveVariables } from '../graph/ir/checkpoint.ts';
import { addEffect } from '../graph/ir/effect.ts';
import type { FinishedGraph } from '../graph/ir/needed.ts';
import { placeholder } from '../graph/ir/placeholder.ts';
import type { Tensor } from '../graph/ir/tensor.ts';
import type { Variable } from '../graph/ir/variable.ts';
import { add } from '../graph/primitives/add.ts';
import { identity, named } from '../graph/primitives/identity.ts';
import { mul } from '../graph/primitives/mul.ts';
import { reverse } from '../graph/primitives/reverse.ts';
import { encodeSavedModel, type Restoring, type SavedModelContent } from '../graph/protobuf/saved-model.ts';
import type { FlowReference } from '../ops/core/call.ts';
import { settingsOf } from '../ops/core/setting.ts';
import { operationFor } from '../ops/table.ts';
import { Applications } from './emit/applications.ts';
import { toRange, toUnit } from './emit/batch.ts';
import { applyGenerators } from './emit/generator-values.ts';
import { type NetworkContext, runFlow } from './emit/network-emitter.ts';
import type { NetworkValues } from './emit/objectives.ts';
import { feedCategories } from './emit/sample-categories.ts';
import { Weights } from './emit/weights.ts';
import { freezeWeights } from './fold/freeze-weights.ts';
import { simplify } from './fold/simplify.ts';

/** Names of the nodes of every exported model. */
export const inferenceNames = {
  /** uint8, n x height x width x channels, at the pipeline's size. */
  image: 'image',
  /** int32, n: the number of each image's category, in a model that asks for it. */
  category: 'category',
  /** float32, n x height x width x 1, 0 to 1. */
  map: 'anomaly_map',
  /** float32, n: the image-level score. */
  score: 'score',
} as const;

export interface InferenceProgram {
  /** The content of saved_model.pb; its variables/ are written by `finishing`. */
  readonly savedModel: Uint8Array;
  /** Names of the trained variables that the model is made of. */
  readonly variables: readonly string[];
  /** The saved_model.pb of the graph that computes the model's variables from those: see `finishingNames`. */
  readonly finishing: Uint8Array;
  /**
   * Every convolution has variables for its filter. Then TensorFlow may keep filters in the order that its kernels
   * like, in a process that runs nothing but this model (TF_ONEDNN_ASSUME_FROZEN_WEIGHTS).
   */
  readonly hasFixedFilters: boolean;
}

/** The graph of a finished model, stage by stage: each is a graph of its own, for printing and for the legality check. */
export interface InferenceStages {
  readonly emitted: FinishedGraph;
  readonly simplified: FinishedGraph;
  readonly frozen: FinishedGraph;
  /** Computes the frozen graph's variables from the trained ones. */
  readonly finishing: FinishedGraph;
}

/**
 *   1 emit      the networks as in training, batch norm on its averages  -> map, score
 *   2 simplify  batch norm into convolutions, transposed convolutions as plain ones
 *   3 freeze    what depends on weights alone becomes the finished model's variables
 */
export function compileInference(model: Model): InferenceProgram {
  const { stages, content, trained } = buildInference(model);
  return {
    savedModel: encodeSavedModel(content),
    variables: trained,
    finishing: encodeSavedModel(stages.finishing),
    hasFixedFilters: hasFixedFilters(content.builder),
  };
}

export function inferenceStages(model: Model): InferenceStages {
  return buildInference(model).stages;
}

interface BuiltInference {
  readonly stages: InferenceStages;
  readonly content: SavedModelContent;
  readonly trained: readonly string[];
}

function buildInference(model: Model): BuiltInference {
  const simplified = new GraphBuilder();
  const builder = new GraphBuilder();
  const emitted = emitInference(model); // 1
  const inputs = [emitted.image, ...(emitted.category ? [emitted.category] : [])];
  const simple = simplify(emitted.builder, [...inputs, emitted.map, emitted.score], simplified); // 2
  const { roots, variables, finishing } = freezeWeights(simplified, simple, builder); // 3
  const [image, category] = roots.slice(0, inputs.length);
  const [plainMap, plainScore] = roots.slice(inputs.length);
  if (!image || !plainMap || !plainScore) return bug('a root was lost');
  const map = named(plainMap, inferenceNames.map);
  const score = named(plainScore, inferenceNames.score);
  const restoring = emitRestoring(builder, variables);
  const content: SavedModelContent = {
    builder,
    roots: [map.node, score.node],
    signatures: {
      serving_default: { inputs: { image, ...(category ? { category } : {}) }, outputs: { anomaly_map: map, score } },
    },
    restoring,
  };
  const names = inputs.map(({ node }) => node.name);
  const outputs = [map.node, score.node, restoring.restore, restoring.save.node];
  return {
    stages: {
      emitted: {
        builder: emitted.builder,
        roots: [emitted.map.node, emitted.score.node],
        names,
      },
      simplified: { builder: simplified, roots: simple.map(({ node }) => node), names },
      frozen: { builder, roots: outputs, names: [...names, inferenceNames.map, inferenceNames.score] },
      finishing: finishing.graph,
    },
    content,
    trained: finishing.trained,
  };
}

export interface EmittedInference {
  readonly builder: GraphBuilder;
  readonly image: Tensor;
  /** Undefined in a model that does not ask for it. */
  readonly category: Tensor | undefined;
  readonly map: Tensor;
  readonly score: Tensor;
  /** The trained ones. */
  readonly variables: readonly Variable[];
}

/** The graph before anything is folded: what `compileInference` begins with. */
export function emitInference(model: Model): EmittedInference {
  const builder = new GraphBuilder();
  const { height, width, channels, range } = model.data;
  const { seed, initialDeviation } = model.train;
  const weights = new Weights(builder, seed);
  const image = placeholder(builder, inferenceNames.image, { shape: [null, height, width, channels], dtype: 'uint8' });
  const seen = builder.scope('input', () => toRange(toUnit(image), range));
  const categories = takesCategory(model) ? feedCategories(builder, inferenceNames.category, null, model) : undefined;
  const applications = new Applications(model.networks);
  const common = { builder, weights, training: false, seed, step: undefined, draw: undefined, initialDeviation };
  const context = { ...common, categories, applications };
  const values = predict(model, seen, context);
  const predictions = predictFlips(model, values, seen, context);
  const map = averageOverFlips({ from: 'network', ...model.evaluate.map }, predictions);
  const score = emitScore(model, map, predictions, context);
  return { builder, image, category: categories?.index, map, score, variables: weights.all() };
}

// The image that is looked at is what is seen, and the only one that there is.
function predict({ networks, evaluate }: Model, image: Tensor, context: NetworkContext): NetworkValues {
  const { applied } = neededNetworks(networks, predictedValues(evaluate));
  const sample = { seen: image, clean: image, mask: undefined };
  return applyGenerators(
    networks.filter(({ name }) => applied.has(name)),
    sample,
    context,
  );
}

function emitRestoring(builder: GraphBuilder, variables: readonly Variable[]): Restoring {
  const prefix = placeholder(builder, 'checkpoint_prefix', { shape: [], dtype: 'string' });
  const restoring = builder.scope('restore', () => restoreVariables(builder, prefix, variables));
  const restore = builder.scope('restore_all', () =>
    addEffect(builder.main, { op: 'NoOp', inputs: [], attributes: {}, control: restoring }),
  );
  const save = builder.scope('save', () => identity(prefix, [saveVariables(builder, prefix, variables)]));
  return { prefix, save, restore };
}

// Functions (branches, loops) are not looked into.
function hasFixedFilters({ main, functions }: GraphBuilder): boolean {
  const kept: ReadonlySet<string> = new Set(['Conv2D', 'DepthwiseConv2dNative', 'BatchMatMulV2', 'MatMul']);
  const filters = main.nodes.filter(({ op }) => kept.has(op)).map(({ inputs }) => inputs[1]?.node.op ?? '');
  return functions.length === 0 && filters.every((op) => op === 'ReadVariableOp' || op === 'Const');
}

/** What the networks give for an image, or for one that was flipped over these axes. */
interface FlippedValues {
  readonly values: NetworkValues;
  readonly axes: readonly number[];
}

function predictFlips(
  model: Model,
  values: NetworkValues,
  seen: Tensor,
  context: NetworkContext,
): readonly FlippedValues[] {
  const flipped = model.evaluate.flips.map((flip) => {
    const axes = flipAxes[flip];
    const image = context.builder.scope(`flip_${flip}`, () => reverse(seen, axes));
    return { values: predict(model, image, context), axes };
  });
  return [{ values, axes: [] }, ...flipped];
}

const flipAxes = { horizontal: [2], vertical: [1], both: [1, 2] } as const;

// The mean over the image and the flipped ones, flipped back.
function averageOverFlips(reference: NetworkReference, predictions: readonly FlippedValues[]): Tensor {
  const all = predictions.map(({ values, axes }) => {
    const value = valueNamed(reference, values);
    return axes.length === 0 ? value : reverse(value, axes);
  });
  const total = all.reduce((a, b) => add(a, b));
  return all.length === 1 ? total : mul(total, 1 / all.length);
}

function emitScore(
  { evaluate: { map, score, scoreFlow = { nodes: [] } } }: Model,
  averagedMap: Tensor,
  predictions: readonly FlippedValues[],
  context: NetworkContext,
): Tensor {
  const given = (reference: FlowReference) => {
    if (reference.from !== 'network') return bug('a score of nothing');
    const isMap = reference.network === map.network && reference.value === map.value;
    return isMap ? averagedMap : averageOverFlips(reference, predictions);
  };
  const results = runFlow(scoreFlow, given, context, averagedMap);
  const tensors = score.inputs.map((reference) =>
    reference.from === 'node' ? (results[reference.node] ?? bug('a score of nothing')) : given(reference),
  );
  return context.builder.scope('image_score', () => operationFor(score, 'score').emit(tensors, settingsOf(score)));
}

type NetworkReference = Extract<FlowReference, { readonly from: 'network' }>;

function valueNamed(
  { network, value }: { readonly network: string; readonly value: string },
  values: NetworkValues,
): Tensor {
  return values.get(network)?.get(value) ?? bug(`no value ${network}.${value}`);
}
