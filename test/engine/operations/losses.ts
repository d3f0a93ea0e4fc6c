// One case for every loss: leaving one out is a type error.
import { bce } from '../../../src/ops/losses/bce.ts';
import { cosineDistance } from '../../../src/ops/losses/cosine-distance.ts';
import { dice } from '../../../src/ops/losses/dice.ts';
import { focal } from '../../../src/ops/losses/focal.ts';
import { gradientDifference } from '../../../src/ops/losses/gradient-difference.ts';
import { l1 } from '../../../src/ops/losses/l1.ts';
import { l2 } from '../../../src/ops/losses/l2.ts';
import { smoothL1 } from '../../../src/ops/losses/smooth-l1.ts';
import { totalVariation } from '../../../src/ops/losses/total-variation.ts';
import { truncatedL1 } from '../../../src/ops/losses/truncated-l1.ts';
import { tversky } from '../../../src/ops/losses/tversky.ts';
import type { losses } from '../../../src/ops/table.ts';
import type { Tf, TfTensor } from '../primitives/example.ts';
import { anywhere, between, distinct, filled } from '../primitives/samples.ts';
import { type LossCase, lossCase } from './case.ts';
import { fixtures, sampleOf } from './fixtures.ts';
import { structureCases } from './losses/structure.ts';

const { logits, target, ...torch } = fixtures.losses;
const shares = between(0.05, 0.95);
const mask = (shape: readonly number[]) => sampleOf(filled(shape, (i) => (i % 3 === 0 ? 1 : 0)));
const apart = { inputs: [distinct([2, 3, 5, 2]), distinct([2, 3, 5, 2], 'b')] };
// No difference is 0, or where a loss has its kink.
const predicted = distinct([2, 3, 5, 1]);
const shifted = sampleOf({ ...predicted, data: Array.from(predicted.data, (value) => value + 0.1) });
const weighted = { inputs: [shifted, mask([2, 3, 5, 1])], settings: { positive: 5 }, wrt: [0] };
const unequal = [
  {
    inputs: [
      [2, 3, 5, 2],
      [2, 3, 5, 1],
    ],
    code: 'shape-mismatch',
  },
] as const;
const pixel = [
  {
    inputs: [
      [2, 1, 1, 3],
      [2, 1, 1, 3],
    ],
    code: 'operation-fails',
  },
] as const;
const fromLogits = { inputs: [sampleOf(logits), sampleOf(target)], throughSigmoid: true, wrt: [0] };
const soft = { inputs: [anywhere([2, 3, 5, 1]), shares([2, 3, 5, 1], 'target')], throughSigmoid: true };
const plain = { inputs: [shares([2, 3, 5, 1]), mask([2, 3, 5, 1])] };
const maps = [plain, { inputs: [shares([3, 4, 1, 2]), shares([3, 4, 1, 2], 'target')] }];

export const lossCases: { readonly [K in keyof typeof losses]: LossCase } = {
  ...structureCases,
  bce: lossCase(bce, {
    oracle: 'PyTorch binary_cross_entropy_with_logits (fixture); tfjs for gradients and soft targets',
    examples: [
      { ...fromLogits, expected: torch.bce },
      { ...fromLogits, settings: { positive: 5 }, expected: torch.bce_weighted },
      soft,
      { inputs: [shares([2, 3, 5, 1]), mask([2, 3, 5, 1])] },
    ],
    misfits: unequal,
    tfjs: (tf, { x, other, settings: { positive }, throughSigmoid }) => {
      const p = throughSigmoid ? tf.sigmoid(x) : x;
      const ones = tf.mul(tf.mul(other, positive), tf.log(p));
      return perSample(tf, tf.neg(tf.add(ones, tf.mul(tf.sub(1, other), tf.log(tf.sub(1, p))))));
    },
  }),
  cosineDistance: lossCase(cosineDistance, {
    oracle: 'tfjs, by the definition',
    examples: [
      { inputs: [anywhere([2, 3, 4, 5]), anywhere([2, 3, 4, 5], 'b')] },
      { inputs: [anywhere([2, 3, 4, 5]), anywhere([2, 3, 4, 5], 'b')], settings: { hardest: 0.25 }, wrt: [0] },
    ],
    misfits: unequal,
    tfjs: (tf, { x, other, settings: { hardest } }) => {
      const unit = (y: TfTensor) => tf.div(y, tf.norm(y, 'euclidean', 3, true));
      return hardestMean(tf, tf.sub(1, tf.sum(tf.mul(unit(x), unit(other)), 3, true)), hardest);
    },
  }),
  dice: lossCase(dice, {
    oracle: 'tfjs, by the definition',
    examples: [...maps, { ...plain, settings: { smooth: 0.01 } }, emptyMask()],
    misfits: unequal,
    tfjs: (tf, { x, other, settings: { smooth } }) => {
      const total = (y: TfTensor) => tf.sum(y, [1, 2, 3]);
      const above = tf.add(tf.mul(2, total(tf.mul(x, other))), smooth);
      return tf.sub(1, tf.div(above, tf.add(tf.add(total(x), total(other)), smooth)));
    },
  }),
  focal: lossCase(focal, {
    oracle: 'tfjs, equation 5 of Lin et al. 2017',
    examples: [
      fromLogits,
      { ...fromLogits, settings: { gamma: 0.5, alpha: 0.75 } },
      { ...soft, settings: { gamma: 0 } },
      plain,
    ],
    misfits: unequal,
    tfjs: (tf, { x, other, settings: { gamma, alpha }, throughSigmoid }) => {
      const p = throughSigmoid ? tf.sigmoid(x) : x;
      const q = tf.sub(1, p);
      const ones = tf.mul(tf.mul(tf.mul(other, alpha), tf.pow(q, gamma)), tf.log(p));
      const zeros = tf.mul(tf.mul(tf.mul(tf.sub(1, other), 1 - alpha), tf.pow(p, gamma)), tf.log(q));
      return perSample(tf, tf.neg(tf.add(ones, zeros)));
    },
  }),
  gradientDifference: lossCase(gradientDifference, {
    oracle: 'tfjs, equation 6 of Mathieu et al. 2016 with means',
    onlyOnce: 'its second derivative has jumps',
    examples: [
      { inputs: [anywhere([2, 3, 4, 1], 'e'), anywhere([2, 3, 4, 1], 'f')] },
      { inputs: [anywhere([2, 3, 5, 2]), anywhere([2, 3, 5, 2], 'b')], settings: { power: 2 } },
      { inputs: [anywhere([2, 1, 5, 1]), anywhere([2, 1, 5, 1], 'b')], settings: { power: 1.5 } },
      { inputs: [anywhere([2, 4, 1, 1]), anywhere([2, 4, 1, 1], 'b')] },
    ],
    misfits: [...unequal, ...pixel],
    tfjs: (tf, { x, other, settings: { power } }) =>
      alongAxes(x, (axis) => {
        const [mine, theirs] = [x, other].map((y) => tf.abs(steps(tf, y, axis)));
        return perSample(tf, tf.pow(tf.abs(tf.sub(theirs ?? x, mine ?? x)), power));
      }).reduce((a, b) => tf.add(a, b)),
  }),
  l1: lossCase(l1, {
    oracle: 'tfjs absolute differences',
    examples: [apart, weighted],
    misfits: unequal,
    tfjs: (tf, { x, other, settings: { positive } }) =>
      perSample(tf, tf.mul(tf.abs(tf.sub(x, other)), positive === 1 ? 1 : tf.where(tf.equal(other, 1), positive, 1))),
  }),
  l2: lossCase(l2, {
    oracle: 'tfjs squared differences',
    examples: [apart, weighted],
    misfits: unequal,
    tfjs: (tf, { x, other, settings: { positive } }) =>
      perSample(
        tf,
        tf.mul(tf.squaredDifference(x, other), positive === 1 ? 1 : tf.where(tf.equal(other, 1), positive, 1)),
      ),
  }),
  smoothL1: lossCase(smoothL1, {
    oracle: 'PyTorch smooth_l1_loss (fixture); tfjs for gradients',
    examples: [
      { inputs: [sampleOf(logits), sampleOf(target)], settings: { beta: 0.7 }, expected: torch.smooth_l1 },
      { ...apart, settings: { beta: 1.1 } },
      { ...weighted, settings: { beta: 0.6, positive: 5 } },
    ],
    misfits: unequal,
    tfjs: (tf, { x, other, settings: { beta, positive } }) => {
      const d = tf.abs(tf.sub(x, other));
      const small = tf.minimum(d, beta);
      const each = tf.add(tf.div(tf.square(small), 2 * beta), tf.sub(d, small));
      return perSample(tf, tf.mul(each, positive === 1 ? 1 : tf.where(tf.equal(other, 1), positive, 1)));
    },
  }),
  totalVariation: lossCase(totalVariation, {
    oracle: 'tfjs differences of slices',
    examples: [{ inputs: [distinct([2, 3, 5, 2])] }, { inputs: [distinct([3, 1, 4, 1])] }],
    misfits: [{ inputs: [[2, 1, 1, 3]], code: 'operation-fails' }],
    tfjs: (tf, { x }) =>
      alongAxes(x, (axis) => perSample(tf, tf.abs(steps(tf, x, axis)))).reduce((a, b) => tf.add(a, b)),
  }),
  truncatedL1: lossCase(truncatedL1, {
    oracle: 'tfjs, equation 6 of Liu et al. 2023',
    examples: [
      { inputs: [distinct([2, 3, 5, 1]), mask([2, 3, 5, 1])], wrt: [0] },
      { inputs: [distinct([2, 3, 5, 1]), mask([2, 3, 5, 1])], settings: { margin: 0.21, positive: 5 }, wrt: [0] },
      { inputs: [distinct([2, 3, 5, 1]), mask([2, 3, 5, 1])], settings: { margin: 3, hardest: 0.2 }, wrt: [0] },
    ],
    misfits: unequal,
    tfjs: (tf, { x, other, settings: { margin, positive, hardest } }) => {
      const above = tf.relu(tf.sub(margin, x));
      const below = tf.relu(tf.add(margin, x));
      return hardestMean(tf, tf.where(tf.equal(other, 1), tf.mul(positive, above), below), hardest);
    },
  }),
  tversky: lossCase(tversky, {
    oracle: 'tfjs, equation 3 of Salehi et al. 2017',
    examples: [...maps, { ...plain, settings: { alpha: 0.9, beta: 0.2, smooth: 0.1 } }, emptyMask()],
    misfits: unequal,
    tfjs: (tf, { x, other, settings: { alpha, beta, smooth } }) => {
      const total = (y: TfTensor) => tf.sum(y, [1, 2, 3]);
      const both = tf.add(total(tf.mul(x, other)), smooth);
      const alarms = tf.mul(alpha, total(tf.mul(x, tf.sub(1, other))));
      const misses = tf.mul(beta, total(tf.mul(tf.sub(1, x), other)));
      return tf.sub(1, tf.div(both, tf.add(both, tf.add(alarms, misses))));
    },
  }),
};

function emptyMask() {
  return { inputs: [shares([2, 3, 5, 1]), sampleOf(filled([2, 3, 5, 1], () => 0))] };
}

// The largest errors of each sample, told apart by sorting their values outside of the graph.
function hardestMean(tf: Tf, errors: TfTensor, share: number): TfTensor {
  const [n = 1] = errors.shape;
  const size = errors.size / n;
  const kept = Math.max(1, Math.round(share * size));
  const values = [...errors.dataSync()];
  const counts = values.map((value, i) => {
    const sample = values.slice(Math.floor(i / size) * size, (Math.floor(i / size) + 1) * size);
    return value >= (sample.toSorted((a, b) => b - a)[kept - 1] ?? 0) ? 1 : 0;
  });
  return tf.sum(tf.div(tf.mul(errors, tf.tensor(counts, errors.shape)), kept), [1, 2, 3]);
}

function perSample(tf: Tf, x: TfTensor): TfTensor {
  return tf.mean(x, [1, 2, 3]);
}

function alongAxes<T>({ shape }: TfTensor, make: (axis: number) => T): readonly T[] {
  return [1, 2].filter((axis) => (shape[axis] ?? 1) > 1).map(make);
}

function steps(tf: Tf, x: TfTensor, axis: number): TfTensor {
  const size = x.shape.map((side, i) => (i === axis ? side - 1 : side));
  const from = x.shape.map((_, i) => (i === axis ? 1 : 0));
  return tf.sub(tf.slice(x, from, size), tf.slice(x, [0, 0, 0, 0], size));
}
