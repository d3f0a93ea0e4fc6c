// Compiles a pipeline into the graph that users run: pixels in, anomaly map and score out. The same
// networks as in training, but batch norm on running averages and no random numbers.
import { bug } from '../diagnostics/outside-error.ts';
import type { Model } from '../dsl/model.ts';
import { GraphBuilder } from '../graph/builder.ts';
import { restoreVariables, saveVariables } from '../graph/checkpoint.ts';
import { addEffect } from '../graph/effect.ts';
import { placeholder } from '../graph/placeholder.ts';
import { add } from '../graph/primitives/add.ts';
import { identity, named } from '../graph/primitives/identity.ts';
import { mul } from '../graph/primitives/mul.ts';
import { reverse } from '../graph/primitives/reverse.ts';
import { encodeSavedModel } from '../graph/saved-model.ts';
import type { Tensor } from '../graph/tensor.ts';
import type { FlowReference } from '../ops/value.ts';
import { toRange, toUnit } from './batch.ts';
import { applyGenerators } from './generator-values.ts';
import type { NetworkContext } from './network-emitter.ts';
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
  const context = { builder, weights, training: false, seed, step: undefined, draw: undefined, initialDeviation };
  const values = applyGenerators(model.networks, seen, context);
  const averaged = averageOverFlips(model, values, seen, context);
  const map = named(averaged, inferenceNames.map);
  const score = named(emitScore(model, values, averaged, builder), inferenceNames.score);
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

// The mean of the map and the maps of the flipped images, flipped back.
function averageOverFlips(model: Model, values: NetworkValues, seen: Tensor, context: NetworkContext): Tensor {
  const { map, flips } = model.evaluate;
  const maps = flips.map((flip) => {
    const axes = flipAxes[flip];
    const flipped = context.builder.scope(`flip_${flip}`, () => reverse(seen, axes));
    return reverse(valueNamed(map, applyGenerators(model.networks, flipped, context)), axes);
  });
  const all = [valueNamed(map, values), ...maps];
  return all.length === 1
    ? valueNamed(map, values)
    : mul(
        all.reduce((a, b) => add(a, b)),
        1 / all.length,
      );
}

const flipAxes = { horizontal: [2], vertical: [1], both: [1, 2] } as const;

function emitScore(model: Model, values: NetworkValues, averaged: Tensor, builder: GraphBuilder): Tensor {
  const { map, score } = model.evaluate;
  const { operation, inputs, parameters } = score;
  if (operation.kind !== 'score') return bug(`${operation.name} is no score`);
  const tensors = inputs.map((reference: FlowReference) => {
    if (reference.from !== 'network') return bug('a score of nothing');
    const isMap = reference.network === map.network && reference.value === map.value;
    return isMap ? averaged : valueNamed(reference, values);
  });
  return builder.scope('image_score', () => operation.emit(tensors, parameters));
}

function valueNamed(
  { network, value }: { readonly network: string; readonly value: string },
  values: NetworkValues,
): Tensor {
  return values.get(network)?.get(value) ?? bug(`no value ${network}.${value}`);
}
