// Cases of activations.
import { dropout } from '../../../../src/ops/layers/dropout.ts';
import { eluLayer } from '../../../../src/ops/layers/elu.ts';
import { gelu } from '../../../../src/ops/layers/gelu.ts';
import { leakyReluLayer } from '../../../../src/ops/layers/leaky-relu.ts';
import { noiseLayer } from '../../../../src/ops/layers/noise.ts';
import { reluLayer } from '../../../../src/ops/layers/relu.ts';
import { sigmoidLayer } from '../../../../src/ops/layers/sigmoid.ts';
import { silu } from '../../../../src/ops/layers/silu.ts';
import { softmaxLayer } from '../../../../src/ops/layers/softmax.ts';
import { tanhLayer } from '../../../../src/ops/layers/tanh.ts';
import { anywhere, awayFromZero } from '../../primitives/samples.ts';
import { layerCase } from '../case.ts';
import { fixtures, sampleOf } from '../fixtures.ts';

const { x: given, ...torch } = fixtures.layers;
const x = sampleOf(given);
const smooth = [{ inputs: [anywhere([2, 3, 5, 2])] }, { inputs: [anywhere([3, 1, 7, 1])] }];
const kinked = [{ inputs: [awayFromZero([2, 3, 5, 2])] }, { inputs: [awayFromZero([3, 1, 7, 1])] }];

export const activationCases = {
  dropout: layerCase(dropout, {
    oracle: 'tfjs clone in a finished model; drawn-layers.test.ts counts what training drops',
    drawn: true,
    examples: [
      { inputs: [anywhere([2, 3, 5, 2])] },
      { inputs: [anywhere([3, 4, 4, 5])], settings: { rate: 0.25, of: 'channel' } },
      { inputs: [anywhere([2, 2, 2, 2])], settings: { rate: 0 } },
    ],
    tfjs: (tf, { x }) => tf.clone(x),
  }),
  eluLayer: layerCase(eluLayer, {
    oracle: 'tfjs elu; PyTorch (fixture)',
    examples: [...kinked, { inputs: [x], expected: torch.elu }],
    tfjs: (tf, { x }) => tf.elu(x),
  }),
  gelu: layerCase(gelu, {
    oracle: 'tfjs erf and tanh; PyTorch (fixture)',
    examples: [
      ...smooth,
      { inputs: [x], expected: torch.gelu },
      { inputs: [x], settings: { form: 'tanh' }, expected: torch.gelu_tanh },
      { inputs: [anywhere([2, 3, 5, 2])], settings: { form: 'tanh' } },
    ],
    tfjs: (tf, { x, settings: { form } }) => {
      const cubic = tf.mul(Math.sqrt(2 / Math.PI), tf.add(x, tf.mul(0.044715, tf.pow(x, 3))));
      const share = form === 'erf' ? tf.erf(tf.div(x, Math.SQRT2)) : tf.tanh(cubic);
      return tf.mul(tf.mul(x, 0.5), tf.add(1, share));
    },
  }),
  leakyReluLayer: layerCase(leakyReluLayer, {
    oracle: 'tfjs leakyRelu',
    examples: [...kinked, { inputs: [awayFromZero([2, 3, 5, 2])], settings: { slope: 0.01 } }],
    tfjs: (tf, { x, settings: { slope } }) => tf.leakyRelu(x, slope),
  }),
  noiseLayer: layerCase(noiseLayer, {
    oracle: 'tfjs clone in a finished model; drawn-layers.test.ts measures what training adds',
    drawn: true,
    examples: [
      { inputs: [anywhere([2, 3, 5, 2])], settings: { deviation: 0.5 } },
      { inputs: [anywhere([2, 2, 2, 2])], settings: { deviation: 0 } },
      { inputs: [anywhere([2, 3, 5, 2]), anywhere([2, 3, 5, 1])], settings: { deviation: 0.5 } },
      { inputs: [anywhere([2, 3, 5, 2]), anywhere([2, 3, 5, 2])], settings: { deviation: 0.5 } },
    ],
    tfjs: (tf, { x }) => tf.clone(x),
  }),
  reluLayer: layerCase(reluLayer, { oracle: 'tfjs relu', examples: kinked, tfjs: (tf, { x }) => tf.relu(x) }),
  sigmoidLayer: layerCase(sigmoidLayer, {
    oracle: 'tfjs sigmoid',
    examples: smooth,
    tfjs: (tf, { x }) => tf.sigmoid(x),
  }),
  silu: layerCase(silu, {
    oracle: 'tfjs, x / (1 + exp(-x)); PyTorch (fixture)',
    examples: [...smooth, { inputs: [x], expected: torch.silu }],
    tfjs: (tf, { x }) => tf.div(x, tf.add(1, tf.exp(tf.neg(x)))),
  }),
  softmaxLayer: layerCase(softmaxLayer, {
    oracle: 'tfjs softmax',
    examples: [{ inputs: [anywhere([2, 3, 5, 4])] }, { inputs: [anywhere([3, 1, 7, 1])] }],
    tfjs: (tf, { x }) => tf.softmax(x),
  }),
  tanhLayer: layerCase(tanhLayer, { oracle: 'tfjs tanh', examples: smooth, tfjs: (tf, { x }) => tf.tanh(x) }),
};
