// Cases of norms.
import { batchNorm } from '../../../../src/ops/layers/batch-norm.ts';
import { cosineSimilarity } from '../../../../src/ops/layers/cosine-similarity.ts';
import { groupNorm } from '../../../../src/ops/layers/group-norm.ts';
import { instanceNorm } from '../../../../src/ops/layers/instance-norm.ts';
import { l2Normalize } from '../../../../src/ops/layers/l2-normalize.ts';
import { layerNorm } from '../../../../src/ops/layers/layer-norm.ts';
import type { Tf, TfTensor } from '../../primitives/example.ts';
import { anywhere, filled } from '../../primitives/samples.ts';
import { type At, layerCase } from '../case.ts';
import { fixtures, sampleOf } from '../fixtures.ts';

const { x, ...torch } = fixtures.layers;
const plain = {
  inputs: [sampleOf(x)],
  weights: { scale: sampleOf(filled([6], () => 1)), offset: sampleOf(filled([6], () => 0)) },
};

export const normCases = {
  batchNorm: layerCase(batchNorm, {
    oracle: 'tfjs moments',
    onlyOnce: 'TensorFlow has no derivative of its kernel',
    examples: [
      { inputs: [anywhere([3, 5, 4, 2])] },
      { inputs: [anywhere([4, 1, 3, 3])], settings: { momentum: 0.5, epsilon: 0.1 } },
    ],
    misfits: [{ inputs: [[1, 4, 4, 2]], code: 'batch-norm-batch' }],
    tfjs: (tf, at) => {
      const running = { mean: at.state('mean'), variance: at.state('variance') };
      return scaled(tf, at, at.x, at.training ? tf.moments(at.x, [0, 1, 2]) : running);
    },
    // The variance as the kernel keeps it: by n - 1.
    nextState: (tf, { x, state, settings: { momentum } }) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      const n = x.size / (x.shape[3] ?? 1);
      const blend = (name: string, value: TfTensor) =>
        tf.add(tf.mul(state(name), momentum), tf.mul(value, 1 - momentum));
      return { mean: blend('mean', mean), variance: blend('variance', tf.mul(variance, n / (n - 1))) };
    },
  }),
  cosineSimilarity: layerCase(cosineSimilarity, {
    oracle: 'tfjs, by the definition',
    examples: [
      { inputs: [anywhere([2, 3, 4, 5]), anywhere([2, 3, 4, 5])] },
      { inputs: [anywhere([3, 1, 4, 2]), anywhere([3, 1, 4, 2])] },
    ],
    misfits: [
      {
        inputs: [
          [2, 4, 4, 6],
          [2, 4, 4, 3],
        ],
        code: 'shape-mismatch',
      },
      {
        inputs: [
          [2, 4, 4, 6],
          [2, 4, 2, 6],
        ],
        code: 'shape-mismatch',
      },
    ],
    tfjs: (tf, { x: a, other: b }) => {
      const length = (x: typeof a) => tf.norm(x, 'euclidean', 3, true);
      return tf.div(tf.sum(tf.mul(a, b), 3, true), tf.mul(length(a), length(b)));
    },
  }),
  l2Normalize: layerCase(l2Normalize, {
    oracle: 'tfjs, by the definition',
    examples: [{ inputs: [anywhere([2, 3, 4, 5])] }, { inputs: [anywhere([3, 1, 4, 2])] }],
    tfjs: (tf, { x: given }) => tf.div(given, tf.norm(given, 'euclidean', 3, true)),
  }),
  groupNorm: layerCase(groupNorm, {
    oracle: 'tfjs moments of x reshaped to groups; PyTorch (fixture)',
    examples: [
      { ...plain, settings: { groups: 3, epsilon: 1e-5 }, expected: torch.group_norm },
      { inputs: [anywhere([2, 5, 3, 4])], settings: { groups: 2 } },
      { inputs: [anywhere([3, 1, 1, 6])], settings: { groups: 3, epsilon: 0.1 } },
      { inputs: [anywhere([2, 3, 4, 8])] },
    ],
    misfits: [
      { inputs: [[2, 4, 4, 6]], code: 'operation-fails' },
      { inputs: [[2, 1, 1, 8]], code: 'operation-fails' },
    ],
    tfjs: (tf, at) => {
      const [n = 1, h = 1, w = 1, c = 1] = at.x.shape;
      const grouped = tf.reshape(at.x, [n, h * w, at.settings.groups, c / at.settings.groups]);
      const { mean, variance } = tf.moments(grouped, [1, 3], true);
      const normed = tf.div(tf.sub(grouped, mean), tf.sqrt(tf.add(variance, at.settings.epsilon)));
      return tf.add(tf.mul(tf.reshape(normed, [n, h, w, c]), at.weight('scale')), at.weight('offset'));
    },
  }),
  instanceNorm: layerCase(instanceNorm, {
    oracle: 'tfjs moments; PyTorch (fixture)',
    examples: [
      { ...plain, settings: { epsilon: 1e-5 }, expected: torch.instance_norm },
      { inputs: [anywhere([2, 5, 3, 4])] },
      { inputs: [anywhere([3, 1, 2, 1])], settings: { epsilon: 0.1 } },
    ],
    misfits: [{ inputs: [[2, 1, 1, 8]], code: 'operation-fails' }],
    tfjs: (tf, at) => scaled(tf, at, at.x, tf.moments(at.x, [1, 2], true)),
  }),
  layerNorm: layerCase(layerNorm, {
    oracle: 'tfjs moments; PyTorch (fixture)',
    examples: [
      { ...plain, settings: { epsilon: 1e-5 }, expected: torch.layer_norm },
      { inputs: [anywhere([2, 5, 3, 4])] },
      { inputs: [anywhere([3, 3, 2, 5])], settings: { of: 'pixel', epsilon: 0.1 } },
      { inputs: [anywhere([2, 1, 1, 3])], settings: { epsilon: 0.1 } },
    ],
    misfits: [
      { inputs: [[2, 1, 1, 1]], code: 'operation-fails' },
      { inputs: [[2, 4, 4, 1]], settings: { of: 'pixel' }, code: 'operation-fails' },
    ],
    tfjs: (tf, at) => scaled(tf, at, at.x, tf.moments(at.x, at.settings.of === 'sample' ? [1, 2, 3] : [3], true)),
  }),
};

function scaled(
  tf: Tf,
  { weight, settings: { epsilon } }: At<TfTensor, { readonly epsilon: number }>,
  x: TfTensor,
  { mean, variance }: { readonly mean: TfTensor; readonly variance: TfTensor },
): TfTensor {
  const normed = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon)));
  return tf.add(tf.mul(normed, weight('scale')), weight('offset'));
}
