// Cases of attention.
import { attentionGate } from '../../../../src/ops/layers/attention-gate.ts';
import { selfAttention } from '../../../../src/ops/layers/self-attention.ts';
import { rank4 } from '../../primitives/cases/ranks.ts';
import type { Tf, TfTensor } from '../../primitives/example.ts';
import { anywhere, between } from '../../primitives/samples.ts';
import { layerCase } from '../case.ts';

// Sharper attention is too curved for finite differences.
const gentle = between(-0.3, 0.3);

export const attentionCases = {
  attentionGate: layerCase(attentionGate, {
    oracle: 'equations 1 and 2 of Oktay et al. 2018 in tfjs',
    examples: [
      { inputs: [anywhere([2, 4, 6, 3]), anywhere([2, 4, 6, 2], 'gate')], settings: { channels: 4 } },
      {
        inputs: [anywhere([2, 4, 6, 3]), anywhere([2, 2, 3, 5], 'gate')],
        settings: { channels: 2 },
        tfjsGradient: 'tfjs differentiates as if pixel centres were no halves',
      },
    ],
    misfits: [
      {
        inputs: [
          [2, 4, 6, 1],
          [2, 3, 6, 1],
        ],
        settings: { channels: 2 },
        code: 'shape-mismatch',
      },
      {
        inputs: [
          [2, 4, 6, 1],
          [2, 2, 6, 1],
        ],
        settings: { channels: 2 },
        code: 'shape-mismatch',
      },
      {
        inputs: [
          [2, 4, 6, 1],
          [2, 8, 12, 1],
        ],
        settings: { channels: 2 },
        code: 'shape-mismatch',
      },
    ],
    tfjs: (tf, { x, other, weight }) => {
      const [, h, w] = rank4(x).shape;
      const factor = h / (other.shape[1] ?? 1);
      const ofX = tf.conv2d(rank4(x), rank4(weight('x')), factor, 'valid');
      const ofGate = tf.add(pixelwise(tf, other, weight('gate')), weight('gate_bias'));
      const logits = tf.add(pixelwise(tf, tf.relu(tf.add(ofX, ofGate)), weight('weight')), weight('weight_bias'));
      const alpha = tf.sigmoid(logits);
      return tf.mul(x, factor === 1 ? alpha : tf.image.resizeBilinear(rank4(alpha), [h, w], false, true));
    },
  }),
  selfAttention: layerCase(selfAttention, {
    oracle: 'equations 1 to 3 of Zhang et al. 2019 in tfjs',
    examples: [
      {
        inputs: [anywhere([2, 3, 4, 16])],
        weights: { query: gentle([1, 1, 16, 2]), key: gentle([1, 1, 16, 2], 'key') },
      },
      { inputs: [anywhere([2, 2, 3, 3])] },
    ],
    misfits: [{ inputs: [[1, 64, 65, 8]], code: 'operation-fails' }],
    tfjs: (tf, { x, weight }) => {
      const [n, h, w] = rank4(x).shape;
      const rows = (name: string) => tf.reshape(pixelwise(tf, x, weight(name)), [n, h * w, -1]);
      const scores = tf.matMul(rows('query'), rows('key'), false, true);
      const seen = tf.reshape(tf.matMul(tf.softmax(scores), rows('value')), [n, h, w, -1]);
      return tf.add(x, tf.mul(weight('gamma'), pixelwise(tf, seen, weight('output'))));
    },
  }),
};

function pixelwise(tf: Tf, x: TfTensor, filter: TfTensor): TfTensor {
  const [n = 1, h = 1, w = 1, c = 1] = x.shape;
  const product = tf.matMul(tf.reshape(x, [n * h * w, c]), tf.reshape(filter, [c, -1]));
  return tf.reshape(product, [n, h, w, -1]);
}
