// Compiles a pipeline into the graph that users run: pixels in, anomaly map and score out. The same
// networks as in training, but batch norm on running averages and no random numbers.
import { bug } from '../diagnostics/outside-error.ts';
import type { Model } from '../dsl/model.ts';
import { GraphBuilder } from '../graph/builder.ts';
import { restoreVariables, saveVariables } from '../graph/checkpoint.ts';
import { addEffect } from '../graph/effect.ts';
import { placeholder } from '../graph/placeholder.ts';
import { identity, named } from '../graph/primitives/identity.ts';
import { encodeSavedModel } from '../graph/saved-model.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { FlowReference } from '../ops/value.ts';
import { toRange, toUnit } from './batch.ts';
import { applyGenerators } from './generator-values.ts';
import type { NetworkValues } from './objectives.ts';
import { Weights } from './weights.ts';

/** Names of the nodes of every exported model. */
export const inferenceNames = {
  /** uint8, n x height x width x channels, at the pipeline's size. */
  image: 'image',
  /** float32, n x height x width x 1, 0 to 1. */
  map: 'anomaly_map',
  /** float32, n: the image-level score. */
  score: 'score',
} as const;

export interface InferenceProgram {
  /** The content of saved_model.pb; its variables/ come from training. */
  readonly savedModel: Uint8Array;
  /** Names of the variables that it restores. */
  readonly variables: readonly string[];
}

export function compileInference(model: Model): InferenceProgram {
  const builder = new GraphBuilder();
  const { height, width, channels, range } = model.data;
  const { seed, initialDeviation } = model.train;
  const weights = new Weights(builder, seed);
  const image = placeholder(builder, inferenceNames.image, { shape: [null, height, width, channels], dtype: 'uint8' });
  const seen = builder.scope('input', () => toRange(toUnit(image), range));
  const values = applyGenerators(model.networks, seen, {
    builder,
    weights,
    training: false,
    seed,
    step: undefined,
    initialDeviation,
  });
  const map = named(valueNamed(model.evaluate.map, values), inferenceNames.map);
  const score = named(emitScore(model, values, builder), inferenceNames.score);
  const prefix = placeholder(builder, 'checkpoint_prefix', { shape: [], dtype: 'string' });
  const variables = weights.all();
  const restoring = builder.scope('restore', () => restoreVariables(builder, prefix, variables));
  const restore = builder.scope('restore_all', () =>
    addEffect(builder.main, { op: 'NoOp', inputs: [], attributes: {}, control: restoring }),
  );
  const save = builder.scope('save', () => identity(prefix, [saveVariables(builder, prefix, variables)]));
  const signature = { inputs: { image }, outputs: { anomaly_map: map, score } };
  return {
    savedModel: encodeSavedModel({
      builder,
      roots: [map.node, score.node],
      signatures: { serving_default: signature },
      restoring: { prefix, save, restore },
    }),
    variables: variables.map(({ name }) => name),
  };
}

function emitScore(model: Model, values: NetworkValues, builder: GraphBuilder): Tensor {
  const { operation, inputs, parameters } = model.evaluate.score;
  if (operation.kind !== 'score') return bug(`${operation.name} is no score`);
  const tensors = inputs.map((reference: FlowReference) =>
    reference.from === 'network' ? valueNamed(reference, values) : bug('a score of nothing'),
  );
  return builder.scope('image_score', () => operation.emit(tensors, parameters));
}

function valueNamed(
  { network, value }: { readonly network: string; readonly value: string },
  values: NetworkValues,
): Tensor {
  return values.get(network)?.get(value) ?? bug(`no value ${network}.${value}`);
}
