// Compiles a pipeline into the TensorFlow graph of its training: one call of `step` is one step.
//
//   1 data        rows of the image variable, or fed pixels
//   2 batch       augmentation, sample by sample -> image, seen, mask
//   3 networks    generators on what is seen
//   4 objectives  lines of `loss`; discriminators on real and fake examples
//   5 gradients   of each objective with respect to its weights
//   6 updates     optimisers, running averages; after all reads
//   7 checkpoint  saving and restoring of all variables
import type { Model } from '../dsl/model.ts';
import { GraphBuilder } from '../graph/builder.ts';
import { restoreVariables, saveVariables } from '../graph/checkpoint.ts';
import { placeholder } from '../graph/placeholder.ts';
import { boolean } from '../graph/primitive.ts';
import { cast } from '../graph/primitives/cast.ts';
import { decodeRaw } from '../graph/primitives/decode-raw.ts';
import { named } from '../graph/primitives/identity.ts';
import { reshape } from '../graph/primitives/reshape.ts';
import { stack } from '../graph/primitives/stack.ts';
import { encodeSavedModel } from '../graph/saved-model.ts';
import type { GraphNode, Shape, Tensor } from '../graph/tensor.ts';
import { assignVariable, makeVariable, type Variable } from '../graph/variable.ts';
import { type Batch, type DataMode, emitBatch, feeds } from './batch.ts';
import { applyGenerators } from './generator-values.ts';
import type { NetworkContext } from './network-emitter.ts';
import { emitObjectives } from './objectives.ts';
import { emitUpdates } from './optimize.ts';
import { Weights } from './weights.ts';

/** What the runtime loads, and the names to run it by. */
export interface TrainingProgram {
  /** The content of saved_model.pb. */
  readonly savedModel: Uint8Array;
  readonly mode: DataMode['kind'];
  /** Names of the logged losses, in the order of the fetched vector. */
  readonly losses: readonly string[];
  readonly variables: readonly VariableInfo[];
  readonly feeds: typeof feeds & { readonly pixels: string; readonly prefix: string };
  readonly fetches: {
    /** Fills the image variable from fed bytes (resident data only). */
    readonly loadData: string | undefined;
    /** Gives every variable its start value. */
    readonly initialize: string;
    /** One training step; the losses as float32 [k]. */
    readonly step: string;
    readonly save: string;
    readonly restore: string;
    /** Saves the weights and averages of the generators alone: the variables of the finished model. */
    readonly saveModel: string;
    /** A batch without training: images and masks, values 0 to 1 for masks, the pipeline's range for images. */
    readonly image: string;
    readonly seen: string;
    readonly mask: string;
  };
}

export interface VariableInfo {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface TrainingOptions {
  /** Whether the training images live in the session, or pixels are fed at each step. */
  readonly mode: DataMode['kind'];
  /** Names of the variables that the finished model keeps: those of its inference program. */
  readonly modelVariables: readonly string[];
}

export function compileTraining(model: Model, options: TrainingOptions): TrainingProgram {
  const builder = new GraphBuilder();
  const weights = new Weights(builder, model.train.seed);
  const step = placeholder(builder, feeds.step, { shape: [], dtype: 'int32' });
  const mode = dataMode(builder, model, options.mode);

  const batch = emitBatch(builder, model, mode, step);
  const context = trainingContext(builder, model, weights, step);
  const values = applyGenerators(model.networks, batch.seen, context);
  const objectives = emitObjectives(model, batch, values, context);
  emitAllUpdates(builder, model, weights, objectives, cast(step, 'float32'));

  const losses = objectives.logged.map(({ value }) => value);
  const writes = builder.scope('update', () => weights.writes());
  const done = named(
    builder.scope('losses', () => stack(losses)),
    'train_step',
    writes,
  );
  const lossNames = objectives.logged.map(({ name }) => name);
  return assemble({ builder, weights, mode, batch, done, lossNames, modelVariables: new Set(options.modelVariables) });
}

function trainingContext(builder: GraphBuilder, model: Model, weights: Weights, step: Tensor): NetworkContext {
  const { seed, initialDeviation } = model.train;
  return { builder, weights, training: true, seed, step, initialDeviation };
}

// How many images there are, only the run knows.
function dataMode(builder: GraphBuilder, model: Model, kind: DataMode['kind']): DataMode {
  if (kind === 'fed') return { kind };
  const { height, width, channels } = model.data;
  const images = builder.scope('data', () =>
    makeVariable(builder, 'data/images', { shape: [null, height, width, channels], dtype: 'uint8' }),
  );
  return { kind, images };
}

function emitAllUpdates(
  builder: GraphBuilder,
  model: Model,
  weights: Weights,
  objectives: ReturnType<typeof emitObjectives>,
  step: Tensor,
): void {
  const generators = model.networks.filter(({ role }) => role === 'generator').map(({ name }) => name);
  if (objectives.generator) emitUpdates(builder, model, weights, generators, objectives.generator, step);
  for (const [name, objective] of objectives.discriminators)
    emitUpdates(builder, model, weights, [name], objective, step);
}

interface Parts {
  readonly builder: GraphBuilder;
  readonly weights: Weights;
  readonly mode: DataMode;
  readonly batch: Batch;
  readonly done: Tensor;
  readonly lossNames: readonly string[];
  /** Names of the variables of the finished model. */
  readonly modelVariables: ReadonlySet<string>;
}

function assemble({ builder, weights, mode, batch, done, lossNames, modelVariables }: Parts): TrainingProgram {
  const prefix = placeholder(builder, 'checkpoint_prefix', { shape: [], dtype: 'string' });
  const flag = (name: string, control: readonly GraphNode[]) => named(boolean(builder, true), name, control);
  const variables = weights.all();
  const finished = variables.filter(({ name }) => modelVariables.has(name));
  const saveModel = flag('save_model', [builder.scope('save_model', () => saveVariables(builder, prefix, finished))]);
  const initialize = flag('initialize', weights.initialize());
  const save = flag('save', [builder.scope('save', () => saveVariables(builder, prefix, variables))]);
  const restore = flag(
    'restore',
    builder.scope('restore', () => restoreVariables(builder, prefix, variables)),
  );
  const pixels = placeholder(builder, 'pixels', { shape: [], dtype: 'string' });
  const loadData = mode.kind === 'resident' ? flag('load_data', [loadImages(builder, mode.images, pixels)]) : undefined;
  const shown = {
    image: named(batch.image, 'batch_image'),
    seen: named(batch.seen, 'batch_seen'),
    mask: named(batch.mask, 'batch_mask'),
  };
  const fetched = { initialize, step: done, save, restore, saveModel, ...shown, loadData };
  const roots = Object.values(fetched).flatMap((tensor) => (tensor ? [tensor.node] : []));
  return {
    savedModel: encodeSavedModel({ builder, roots }),
    mode: mode.kind,
    losses: lossNames,
    variables: variables.map(({ name, shape }) => ({ name, shape })),
    feeds: { ...feeds, pixels: pixels.node.name, prefix: prefix.node.name },
    fetches: {
      loadData: loadData?.node.name,
      initialize: initialize.node.name,
      step: done.node.name,
      save: save.node.name,
      restore: restore.node.name,
      saveModel: saveModel.node.name,
      image: shown.image.node.name,
      seen: shown.seen.node.name,
      mask: shown.mask.node.name,
    },
  };
}

function loadImages(builder: GraphBuilder, images: Variable<Shape>, pixels: Tensor): GraphNode {
  return assignVariable(images, reshape(decodeRaw(pixels, 'uint8'), images.shape), builder);
}
