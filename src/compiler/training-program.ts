// Compiles a model into the TensorFlow graph of its training: one call of `step` is one step, unless a network has several
// updates in each, or an update several batches.
//
//   1 pictures    rows of the image variable, or fed pixels
//   2 batch       augmentation, sample by sample -> image, seen, mask
//   3 networks    generators on what is seen
//   4 objectives  lines of `loss`; discriminators on real and fake examples
//   5 updates     gradients of each objective, optimisers, layer state, running averages; after all reads
//   6 steps       a fetch for each call of a step, which waits for what it writes
//   7 names       all that callers feed and fetch: steps, data, start values, saving and restoring
import { bug } from '../diagnostics/outside-error.ts';
import { usesCategory } from '../dsl/model/categories.ts';
import type { Model } from '../dsl/model/model.ts';
import { GraphBuilder } from '../graph/ir/builder.ts';
import { restoreVariables, saveTensors, saveVariables } from '../graph/ir/checkpoint.ts';
import type { FinishedGraph } from '../graph/ir/needed.ts';
import { placeholder } from '../graph/ir/placeholder.ts';
import type { GraphNode, Shape, Tensor } from '../graph/ir/tensor.ts';
import { assignVariable, type Variable } from '../graph/ir/variable.ts';
import { decodeRaw } from '../graph/primitives/decode-raw.ts';
import { named } from '../graph/primitives/identity.ts';
import { reshape } from '../graph/primitives/reshape.ts';
import { stack } from '../graph/primitives/stack.ts';
import { encodeSavedModel } from '../graph/protobuf/saved-model.ts';
import { boolean } from '../graph/rules/primitive.ts';
import { Applications } from './emit/applications.ts';
import { type Batch, emitBatch } from './emit/batch.ts';
import { type Clock, makeClock } from './emit/clock.ts';
import { applyGenerators, sampleOf } from './emit/generator-values.ts';
import type { NetworkContext } from './emit/network-emitter.ts';
import { emitObjectives, type Objectives } from './emit/objectives.ts';
import { emitAllUpdates } from './emit/optimize.ts';
import { type DataMode, emitPictures, feeds, makeResidentData, type ResidentData } from './emit/pictures.ts';
import { stretchesOf } from './emit/rests.ts';
import { feedCategories } from './emit/sample-categories.ts';
import { listShapes, listTextures } from './emit/shapes.ts';
import { sharedRows } from './emit/shared-rows.ts';
import { emitSteps, type Steps } from './emit/steps.ts';
import { tensorName, Weights } from './emit/weights.ts';
import { foldNorm } from './fold/fold-norm.ts';

/** What the runtime loads, and the names to run it by. */
export interface TrainingProgram {
  /** The content of saved_model.pb. */
  readonly savedModel: Uint8Array;
  readonly mode: DataMode;
  /** Names of the logged losses, in the order of the fetched vector. */
  readonly losses: readonly string[];
  readonly variables: readonly VariableInfo[];
  /** Variables that start from files. */
  readonly starts: readonly FedStart[];
  /** Batches that a step takes: the updates of the network with the most of them, times `accumulate`. */
  readonly batchesPerStep: number;
  /** Batches in each update, whose gradients are averaged. */
  readonly accumulate: number;
  /** Folders of textures, in the order of their rows. */
  readonly textures: readonly string[];
  /** The shapes of synthetic anomalies by number: the operation's path. */
  readonly shapes: readonly string[];
  readonly feeds: typeof feeds & { readonly pixels: string; readonly prefix: string };
  readonly fetches: Fetches;
  /** Tensors of the batch that networks and losses take: who feeds these trains on it without drawing it. */
  readonly batch: { readonly image: string; readonly seen: string; readonly mask: string };
}

export interface Fetches {
  /** Fill the variables of resident data from fed bytes. */
  readonly loadData: string | undefined;
  readonly loadForeground: string | undefined;
  readonly loadTextures: readonly string[];
  /** Gives every variable its start value. */
  readonly initialize: string;
  /** Gives those that start from files what is fed for them, by `starts`; undefined where none does. */
  readonly loadStarts: string | undefined;
  /**
   * The calls before the last one of a step, in order, each with a batch of its own: updates of networks with several, and
   * before each update the batches that only add their gradients.
   */
  readonly updates: readonly string[];
  /** One training step (its last call); the losses as float32 [k]. */
  readonly step: string;
  /** Where networks rest for some steps: the calls of a step, all but the last and the last one, from each border on, in order. */
  readonly later: readonly { readonly from: number; readonly updates: readonly string[]; readonly step: string }[];
  readonly save: string;
  readonly restore: string;
  /** Saves the variables of the finished model: weights or their running averages, and layer state. */
  readonly saveModel: string;
  /** A batch without training: masks from 0 to 1, images in the pipeline's range; see `Batch` for the others. */
  readonly image: string;
  readonly seen: string;
  readonly mask: string;
  readonly shapes: string | undefined;
  readonly redraws: string | undefined;
}

/** A variable that starts from a file, the placeholder that takes its values, and where they are. */
export interface FedStart {
  readonly feed: string;
  readonly shape: readonly number[];
  readonly network: string;
  /** The tensor in the file. */
  readonly tensor: string;
  /** For each axis of the variable which axis it is there. */
  readonly axes: readonly number[];
}

export interface VariableInfo {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface TrainingOptions {
  /** Whether the training images live in the session, or pixels are fed at each step. */
  readonly mode: DataMode;
  /** Names of the variables that the finished model keeps: those of its inference program. */
  readonly modelVariables: readonly string[];
}

export function compileTraining(model: Model, options: TrainingOptions): TrainingProgram {
  return programOf(emitTraining(model, options));
}

/** For those who want to know of the graph, too. */
export function programOf({ graph, program }: EmittedTraining): TrainingProgram {
  return { ...program, savedModel: encodeSavedModel(graph) };
}

export interface EmittedTraining {
  readonly graph: FinishedGraph;
  readonly program: Omit<TrainingProgram, 'savedModel'>;
}

export function emitTraining(model: Model, options: TrainingOptions): EmittedTraining {
  const builder = new GraphBuilder();
  const weights = new Weights(builder, model.train.seed, model.train.accumulate);
  const clock = makeClock(builder, model);

  const data = options.mode === 'resident' ? builder.scope('data', () => makeResidentData(builder, model)) : undefined;
  const pictures = builder.scope('data', () => emitPictures(builder, model, data)); // 1
  const batch = emitBatch(builder, model, pictures, clock.draw, clock.step); // 2
  const { normal, synthetic } = model.train;
  const asked = usesCategory(model);
  const categories = asked ? feedCategories(builder, feeds.category, normal + synthetic, model) : undefined;
  const shared = sharedRows(batch, normal);
  const context = { ...trainingContext(builder, model, weights, clock), categories, shared };
  const values = applyGenerators(model.networks, sampleOf(batch), context); // 3
  const objectives = emitObjectives(model, batch, values, context); // 4
  emitAllUpdates(builder, model, weights, objectives, clock.progress); // 5
  const stretches = stretchesOf(model.train);
  const losses = builder.scope('losses', () => stack(objectives.logged.map(({ value }) => value)));
  const steps = stretches.map((stretch) => emitSteps(builder, model, weights, losses, clock.updates, stretch)); // 6
  const fed = [...clock.fed, ...(categories ? [categories.index] : [])];
  return nameAll({ builder, model, weights, options, data, batch, fed, steps, objectives });
}

function trainingContext(builder: GraphBuilder, model: Model, weights: Weights, { step, draw }: Clock): NetworkContext {
  const { seed, steps, initialDeviation } = model.train;
  const applications = new Applications(model.networks);
  const learning = model.train.networks;
  const common = { builder, weights, training: true, seed, step, steps, draw, initialDeviation };
  return { ...common, applications, learning, foldFrozen: foldNorm };
}

interface Parts {
  readonly builder: GraphBuilder;
  readonly model: Model;
  readonly weights: Weights;
  readonly options: TrainingOptions;
  readonly data: ResidentData | undefined;
  readonly batch: Batch;
  /** What the caller feeds at each step, whether or not anything depends on it. */
  readonly fed: readonly Tensor[];
  readonly steps: readonly Steps[];
  readonly objectives: Objectives;
}

function nameAll({ builder, model, weights, options, data, batch, fed, steps, objectives }: Parts): EmittedTraining {
  const prefix = placeholder(builder, 'checkpoint_prefix', { shape: [], dtype: 'string' });
  const pixels = placeholder(builder, 'pixels', { shape: [], dtype: 'string' });
  const variables = weights.all();
  const roots: GraphNode[] = fed.map(({ node }) => node);
  const root = (tensor: Tensor) => {
    if (!roots.includes(tensor.node)) roots.push(tensor.node);
    return tensor.node.name;
  };
  const after = (name: string, effects: () => readonly GraphNode[]) =>
    root(named(boolean(builder, true), name, builder.scope(name, effects)));
  const load = (variable: Variable<Shape>, name: string) => after(name, () => [loadImages(builder, variable, pixels)]);
  const starts = emitStarts(builder, weights);
  const finished = options.modelVariables.map((name) => ({ name, tensor: weights.finished(name) }));
  const [first = bug('no steps'), ...later] = steps.map((part) => ({
    from: part.from,
    updates: part.before.map(root),
    step: root(part.last),
  }));
  const fetches: Fetches = {
    loadData: data && load(data.images, 'load_data'),
    loadForeground: data?.foreground && load(data.foreground, 'load_foreground'),
    loadTextures: data?.textures.map((variable, i) => load(variable, `load_texture_${i}`)) ?? [],
    initialize: after('initialize', () => weights.initialize()),
    loadStarts: starts.length === 0 ? undefined : after('load_starts', () => starts.map(({ load }) => load)),
    updates: first.updates,
    step: first.step,
    later,
    save: after('save', () => [saveVariables(builder, prefix, variables)]),
    restore: after('restore', () => restoreVariables(builder, prefix, variables)),
    saveModel: after('save_model', () => [saveTensors(builder, prefix, finished)]),
    image: root(named(batch.image, 'batch_image')),
    seen: root(named(batch.seen, 'batch_seen')),
    mask: root(named(batch.mask, 'batch_mask')),
    shapes: batch.shapes && root(named(batch.shapes, 'batch_shapes')),
    redraws: batch.redraws && root(named(batch.redraws, 'batch_redraws')),
  };
  return {
    graph: { builder, roots, names: roots.map(({ name }) => name) },
    program: {
      mode: options.mode,
      losses: objectives.logged.map(({ name }) => name),
      variables: variables.map(({ name, shape }) => ({ name, shape })),
      starts: starts.map(({ fed }) => fed),
      batchesPerStep: first.updates.length + 1,
      accumulate: model.train.accumulate,
      textures: listTextures(model.augment),
      shapes: listShapes(model.augment).map(({ path }) => path),
      feeds: { ...feeds, pixels: pixels.node.name, prefix: prefix.node.name },
      fetches,
      batch: { image: outputName(batch.image), seen: outputName(batch.seen), mask: outputName(batch.mask) },
    },
  };
}

function outputName({ node, index }: Tensor): string {
  return `${node.name}:${index}`;
}

function emitStarts(builder: GraphBuilder, weights: Weights) {
  return weights.stored().map(({ variable, stored: { network, layer, part } }, i) => {
    const { shape } = variable;
    const values = placeholder(builder, `start_${i}`, { shape, dtype: 'float32' });
    const fed: FedStart = {
      feed: values.node.name,
      shape,
      network,
      tensor: tensorName(layer, part),
      axes: part.axes ?? shape.map((_, axis) => axis),
    };
    return { fed, load: assignVariable(variable, values, builder) };
  });
}

function loadImages(builder: GraphBuilder, images: Variable<Shape>, pixels: Tensor): GraphNode {
  return assignVariable(images, reshape(decodeRaw(pixels, 'uint8'), images.shape), builder);
}
