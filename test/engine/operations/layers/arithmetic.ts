// Cases of layers that are plain arithmetic.
import { absLayer } from '../../../../src/ops/layers/abs.ts';
import { addLayer } from '../../../../src/ops/layers/add.ts';
import { clip } from '../../../../src/ops/layers/clip.ts';
import { constantLayer } from '../../../../src/ops/layers/constant.ts';
import { divide } from '../../../../src/ops/layers/divide.ts';
import { multiply } from '../../../../src/ops/layers/multiply.ts';
import { negate } from '../../../../src/ops/layers/negate.ts';
import { sqrtLayer } from '../../../../src/ops/layers/sqrt.ts';
import { squareLayer } from '../../../../src/ops/layers/square.ts';
import { stopGradientLayer } from '../../../../src/ops/layers/stop-gradient.ts';
import { subtract } from '../../../../src/ops/layers/subtract.ts';
import type { Sample } from '../../primitives/example.ts';
import { anywhere, awayFromZero, type Draw, distinct, positive } from '../../primitives/samples.ts';
import { layerCase } from '../case.ts';

const pairs = (b: Draw = anywhere): readonly { readonly inputs: readonly Sample[] }[] => [
  { inputs: [anywhere([2, 5, 3, 4]), b([2, 5, 3, 4], 'b')] },
  { inputs: [anywhere([2, 5, 3, 4]), b([2, 5, 3, 1], 'b')] },
  { inputs: [anywhere([2, 1, 1, 4]), b([2, 3, 7, 4], 'b')] },
];
const misfits = [
  {
    inputs: [
      [2, 5, 3, 4],
      [2, 5, 3, 3],
    ],
    code: 'shape-mismatch',
  },
] as const;

export const arithmeticCases = {
  absLayer: layerCase(absLayer, {
    oracle: 'tfjs abs',
    examples: [{ inputs: [awayFromZero([2, 3, 5, 2])] }],
    tfjs: (tf, { x }) => tf.abs(x),
  }),
  addLayer: layerCase(addLayer, {
    oracle: 'tfjs add',
    examples: pairs(),
    misfits,
    tfjs: (tf, { x, other }) => tf.add(x, other),
  }),
  clip: layerCase(clip, {
    oracle: 'tfjs clipByValue',
    examples: [{ inputs: [distinct([2, 3, 5, 2])], settings: { range: [-0.5, 0.7] } }],
    tfjs: (tf, { x, settings: { range } }) => tf.clipByValue(x, range[0], range[1]),
  }),
  constantLayer: layerCase(constantLayer, {
    oracle: 'the number itself',
    noGradient: 'it depends on nothing',
    examples: [{ inputs: [anywhere([2, 3, 3, 1])], settings: { value: -1.5 } }],
    formula: ({ settings: { value } }) => ({ shape: [1, 1, 1, 1], data: [value] }),
  }),
  divide: layerCase(divide, {
    oracle: 'tfjs div',
    noEdges: 'the divisor must stay away from 0',
    examples: pairs(positive),
    misfits,
    tfjs: (tf, { x, other }) => tf.div(x, other),
  }),
  multiply: layerCase(multiply, {
    oracle: 'tfjs mul',
    examples: pairs(),
    misfits,
    tfjs: (tf, { x, other }) => tf.mul(x, other),
  }),
  negate: layerCase(negate, {
    oracle: 'tfjs neg',
    examples: [{ inputs: [anywhere([2, 3, 5, 2])] }],
    tfjs: (tf, { x }) => tf.neg(x),
  }),
  sqrtLayer: layerCase(sqrtLayer, {
    oracle: 'tfjs sqrt of relu',
    examples: [
      { inputs: [awayFromZero([2, 3, 5, 2])] },
      { inputs: [awayFromZero([1, 3, 5, 2])], settings: { epsilon: 0.1 } },
    ],
    tfjs: (tf, { x, settings: { epsilon } }) => tf.sqrt(tf.add(tf.relu(x), epsilon)),
  }),
  squareLayer: layerCase(squareLayer, {
    oracle: 'tfjs square',
    examples: [{ inputs: [anywhere([2, 3, 5, 2])] }],
    tfjs: (tf, { x }) => tf.square(x),
  }),
  stopGradientLayer: layerCase(stopGradientLayer, {
    oracle: 'tfjs clone',
    noGradient: 'none flows, which is its purpose; operations-training.test.ts sees to it',
    examples: [{ inputs: [anywhere([2, 3, 5, 2])] }],
    tfjs: (tf, { x }) => tf.clone(x),
  }),
  subtract: layerCase(subtract, {
    oracle: 'tfjs sub',
    examples: pairs(),
    misfits,
    tfjs: (tf, { x, other }) => tf.sub(x, other),
  }),
};
