// Cases of layers that are plain arithmetic.
import { absLayer } from '../../../../src/ops/layers/abs.ts';
import { addLayer } from '../../../../src/ops/layers/add.ts';
import { clip } from '../../../../src/ops/layers/clip.ts';
import { constantLayer } from '../../../../src/ops/layers/constant.ts';
import { divide } from '../../../../src/ops/layers/divide.ts';
import { maxLayer } from '../../../../src/ops/layers/max.ts';
import { meanLayer } from '../../../../src/ops/layers/mean.ts';
import { medianLayer } from '../../../../src/ops/layers/median.ts';
import { minLayer } from '../../../../src/ops/layers/min.ts';
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

// Values of several tensors that stay in their order when they are moved a little.
const several = [2, 3, 4, 5].map((count) => {
  const [n, h, w, c] = [2, 3, 4, 2];
  const all = distinct([n, h, w, c * count]);
  const part = (k: number) => ({
    ...all,
    shape: [n, h, w, c],
    data: Array.from(all.data).filter((_, i) => i % count === k),
  });
  return { inputs: Array.from({ length: count }, (_, k) => part(k)) };
});
const tooFew = { inputs: [[2, 5, 3, 4]], code: 'missing-argument' } as const;

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
  maxLayer: layerCase(maxLayer, {
    oracle: 'tfjs max of the stacked tensors',
    examples: several,
    misfits: [...misfits, tooFew],
    tfjs: (tf, { inputs }) => tf.max(tf.stack([...inputs]), 0),
  }),
  meanLayer: layerCase(meanLayer, {
    oracle: 'tfjs mean of the stacked tensors',
    examples: several,
    misfits: [...misfits, tooFew],
    tfjs: (tf, { inputs }) => tf.mean(tf.stack([...inputs]), 0),
  }),
  medianLayer: layerCase(medianLayer, {
    oracle: 'the sorted numbers',
    examples: several,
    misfits: [...misfits, tooFew],
    formula: ({ x, inputs }) => ({
      shape: x.shape,
      data: Array.from(x.data, (_, i) => middle(inputs.map(({ data }) => data[i] ?? Number.NaN))),
    }),
  }),
  minLayer: layerCase(minLayer, {
    oracle: 'tfjs min of the stacked tensors',
    examples: several,
    misfits: [...misfits, tooFew],
    tfjs: (tf, { inputs }) => tf.min(tf.stack([...inputs]), 0),
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

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (low + high) / 2;
}
