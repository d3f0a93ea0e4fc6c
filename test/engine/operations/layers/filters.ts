// Cases of layers with filters.
import { conv } from '../../../../src/ops/layers/conv.ts';
import { deconv } from '../../../../src/ops/layers/deconv.ts';
import { dense } from '../../../../src/ops/layers/dense.ts';
import { depthwiseConv } from '../../../../src/ops/layers/depthwise-conv.ts';
import { rank4 } from '../../primitives/cases/ranks.ts';
import type { Tf, TfTensor } from '../../primitives/example.ts';
import { anywhere, filled } from '../../primitives/samples.ts';
import { type At, layerCase } from '../case.ts';
import { fixtures, sampleOf } from '../fixtures.ts';

const noSlopes = 'the vectors of the power iteration count as constants';

export const filterCases = {
  conv: layerCase(conv, {
    oracle: 'tfjs conv2d; spectral norm by Miyato et al. 2018 in tfjs, and by singular values of NumPy (fixture)',
    examples: [
      { inputs: [anywhere([2, 5, 7, 3])], settings: { channels: 4 } },
      { inputs: [anywhere([3, 6, 4, 1])], settings: { channels: 2, kernel: 4, stride: 2, bias: false } },
      { inputs: [anywhere([2, 3, 3, 2])], settings: { channels: 3, kernel: 1 } },
      { inputs: [anywhere([2, 6, 9, 2])], settings: { channels: 2, kernel: 2, stride: 3 } },
      {
        inputs: [anywhere([2, 7, 6, 2])],
        settings: { channels: 2, dilation: 2 },
        tfjsGradient: 'tfjs does not differentiate dilated convolutions',
      },
      { inputs: [anywhere([2, 7, 6, 2])], settings: { channels: 2, stride: 2, border: 'none' } },
      ...[
        { channels: 2, kernel: 3, stride: 1 },
        { channels: 2, kernel: 4, stride: 2 },
        { channels: 3, kernel: 1, stride: 2 },
      ].map((settings) => ({
        inputs: [anywhere([2, 6, 4, 2])],
        settings: { ...settings, border: 'reflect' as const },
        tfjsGradient: 'tfjs does not differentiate mirrorPad',
      })),
      { inputs: [anywhere([2, 5, 4, 2])], settings: { channels: 3, spectral: true }, noSlopes },
      { inputs: [anywhere([2, 4, 4, 1])], settings: { channels: 1, kernel: 1, spectral: true, bias: false }, noSlopes },
      normedBySingularValues(),
    ],
    misfits: [
      { inputs: [[1, 5, 4, 1]], settings: { channels: 2, stride: 2 }, code: 'indivisible-side' },
      { inputs: [[1, 4, 6, 1]], settings: { channels: 2, kernel: 3, dilation: 2 }, code: 'kernel-too-large' },
      { inputs: [[1, 4, 6, 1]], settings: { channels: 2, kernel: 5, border: 'none' }, code: 'kernel-too-large' },
    ],
    tfjs: (tf, at) => {
      const { x, weight, settings } = at;
      const { kernel, stride, dilation, bias, border, spectral } = settings;
      const filter = spectral
        ? tf.div(weight('filter'), spectralNorm(tf, at, weight('filter')).sigma)
        : weight('filter');
      const around = Math.max(0, (kernel - 1) * dilation + 1 - stride);
      const sides: [number, number] = [Math.floor(around / 2), Math.ceil(around / 2)];
      const seen = border === 'reflect' ? tf.mirrorPad(x, [[0, 0], sides, sides, [0, 0]], 'reflect') : x;
      const padding = border === 'zero' ? 'same' : 'valid';
      const y = tf.conv2d(rank4(seen), rank4(filter), stride, padding, 'NHWC', dilation);
      return bias ? tf.add(y, weight('bias')) : y;
    },
    nextState: (tf, at) => (at.settings.spectral ? { u: spectralNorm(tf, at, at.weight('filter')).u } : {}),
  }),
  deconv: layerCase(deconv, {
    oracle: 'tfjs conv2dTranspose; spectral norm by Miyato et al. 2018 in tfjs',
    examples: [
      { inputs: [anywhere([2, 3, 5, 3])], settings: { channels: 2 } },
      { inputs: [anywhere([3, 4, 2, 1])], settings: { channels: 2, kernel: 3, stride: 1, bias: false } },
      { inputs: [anywhere([2, 2, 3, 2])], settings: { channels: 3, kernel: 3, stride: 3 } },
      { inputs: [anywhere([2, 2, 3, 2])], settings: { channels: 3, kernel: 5, stride: 2 } },
      { inputs: [anywhere([2, 2, 3, 2])], settings: { channels: 3, spectral: true }, noSlopes },
    ],
    misfits: [{ inputs: [[1, 4, 4, 1]], settings: { channels: 2, kernel: 2, stride: 3 }, code: 'operation-fails' }],
    tfjs: (tf, at) => {
      const { x, weight, settings } = at;
      const [n, h, w] = rank4(x).shape;
      const filter = settings.spectral
        ? tf.div(weight('filter'), spectralNorm(tf, at, byOutput(tf, at)).sigma)
        : weight('filter');
      const shape: [number, number, number, number] = [n, h * settings.stride, w * settings.stride, settings.channels];
      const y = tf.conv2dTranspose(rank4(x), rank4(filter), shape, settings.stride, 'same');
      return settings.bias ? tf.add(y, weight('bias')) : y;
    },
    nextState: (tf, at) => (at.settings.spectral ? { u: spectralNorm(tf, at, byOutput(tf, at)).u } : {}),
  }),
  dense: layerCase(dense, {
    oracle: 'tfjs matMul; spectral norm by Miyato et al. 2018 in tfjs',
    examples: [
      { inputs: [anywhere([3, 1, 1, 4])], settings: { channels: 2 } },
      { inputs: [anywhere([2, 3, 2, 2])], settings: { channels: 5, bias: false } },
      { inputs: [anywhere([2, 1, 1, 4])], settings: { channels: 3, spectral: true }, noSlopes },
    ],
    tfjs: (tf, at) => {
      const { x, weight, settings } = at;
      const [n = 1] = x.shape;
      const filter = settings.spectral
        ? tf.div(weight('filter'), spectralNorm(tf, at, weight('filter')).sigma)
        : weight('filter');
      const y = tf.matMul(tf.reshape(x, [n, -1]), filter);
      return tf.reshape(settings.bias ? tf.add(y, weight('bias')) : y, [n, 1, 1, settings.channels]);
    },
    nextState: (tf, at) => (at.settings.spectral ? { u: spectralNorm(tf, at, at.weight('filter')).u } : {}),
  }),
  depthwiseConv: layerCase(depthwiseConv, {
    oracle: 'tfjs depthwiseConv2d',
    examples: [
      { inputs: [anywhere([2, 5, 4, 3])] },
      { inputs: [anywhere([2, 6, 4, 2])], settings: { kernel: 4, stride: 2, multiplier: 2, bias: false } },
      { inputs: [anywhere([3, 5, 5, 1])], settings: { kernel: 5, multiplier: 3 } },
    ],
    misfits: [
      { inputs: [[1, 5, 4, 1]], settings: { stride: 2 }, code: 'indivisible-side' },
      { inputs: [[1, 4, 2, 1]], code: 'kernel-too-large' },
    ],
    tfjs: (tf, { x, weight, settings: { stride, bias } }) => {
      const y = tf.depthwiseConv2d(rank4(x), rank4(weight('filter')), stride, 'same');
      return bias ? tf.add(y, weight('bias')) : y;
    },
  }),
};

// A point in the middle of each channel in turn shows the filter, turned around.
function normedBySingularValues() {
  const { filter, u, normed } = fixtures.layers.spectral;
  const shown = filled([2, 3, 3, 4], (i) => {
    const [channel, place, output] = [Math.floor(i / 36), Math.floor(i / 4) % 9, i % 4];
    return normed.data[((8 - place) * 2 + channel) * 4 + output] ?? Number.NaN;
  });
  return {
    title: 'the largest singular value becomes 1',
    inputs: [sampleOf(filled([2, 3, 3, 2], (i) => (i === 8 || i === 27 ? 1 : 0)))],
    settings: { channels: 4, kernel: 3, spectral: true, bias: false },
    weights: { filter: sampleOf(filter), u: sampleOf(u) },
    expected: shown,
    noSlopes,
  };
}

// Algorithm 1 of the paper, with the rows of W for output channels: v = W'u, u = Wv, sigma = u'Wv.
function spectralNorm(
  tf: Tf,
  { state }: Pick<At<TfTensor>, 'state'>,
  filter: TfTensor,
): { sigma: TfTensor; u: TfTensor } {
  const channels = filter.shape.at(-1) ?? 1;
  const w = tf.transpose(tf.reshape<import('@tensorflow/tfjs-core').Rank.R2>(filter, [-1, channels]));
  const unit = (x: TfTensor) => tf.div(x, tf.norm(x));
  // Both vectors count as constants.
  const fixed = tf.tensor(w.dataSync(), w.shape);
  const v = unit(tf.matMul(fixed, tf.reshape(state('u'), [channels, 1]), true));
  const u = unit(tf.matMul(fixed, v));
  return { sigma: tf.sum(tf.mul(u, tf.matMul(w, v))), u: tf.reshape(u, [1, channels]) };
}

function byOutput(tf: Tf, { weight }: Pick<At<TfTensor>, 'weight'>): TfTensor {
  return tf.transpose(weight('filter'), [0, 1, 3, 2]);
}
