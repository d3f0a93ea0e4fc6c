// Cases of structural similarity.
import { msSsim } from '../../../../src/ops/losses/ms-ssim.ts';
import { ssim } from '../../../../src/ops/losses/ssim.ts';
import { rank4 } from '../../primitives/cases/ranks.ts';
import type { Tf, TfTensor } from '../../primitives/example.ts';
import { lossCase } from '../case.ts';
import { type Compared, fixtures, picturesOf, vector } from '../fixtures.ts';

const tooSmall = {
  inputs: [
    [1, 10, 16, 1],
    [1, 10, 16, 1],
  ],
  code: 'kernel-too-large',
} as const;
const unequal = {
  inputs: [
    [1, 16, 16, 1],
    [1, 16, 16, 3],
  ],
  code: 'shape-mismatch',
} as const;
// Sums and squares of picture values near 1 leave that much.
const tolerance = 3e-5;
// It is curved: the differences are no better.
const slopeTolerance = 1e-2;

export const structureCases = {
  msSsim: lossCase(msSsim, {
    oracle: 'TensorFlow ssim_multiscale (fixture); tfjs for gradients',
    examples: fixtures.multi_scale.map((compared) => ({
      ...pictures(compared),
      settings: { scales: compared.scales, values: valuesOf(compared) },
    })),
    misfits: [
      unequal,
      {
        inputs: [
          [1, 64, 80, 1],
          [1, 64, 80, 1],
        ],
        code: 'operation-fails',
      },
      {
        inputs: [
          [1, 10, 80, 1],
          [1, 10, 80, 1],
        ],
        settings: { scales: 1 },
        code: 'operation-fails',
      },
    ],
    tfjs: (tf, { x, other, settings: { scales, values } }) => {
      const exponents = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333].slice(0, scales);
      const total = exponents.reduce((a, b) => a + b);
      let [a, b] = [x, other];
      let product: TfTensor = tf.ones([x.shape[0] ?? 1, x.shape[3] ?? 1]);
      exponents.forEach((exponent, scale) => {
        if (scale > 0) [a, b] = [a, b].map((y) => tf.avgPool(rank4(y), 2, 2, 'same')) as [TfTensor, TfTensor];
        const { whole, structure } = similarity(tf, a, b, values);
        product = tf.mul(product, tf.pow(scale === scales - 1 ? whole : structure, exponent / total));
      });
      return tf.sub(1, tf.mean(product, 1));
    },
  }),
  ssim: lossCase(ssim, {
    oracle: 'scikit-image structural_similarity and TensorFlow ssim (fixtures); tfjs for gradients',
    examples: [
      ...fixtures.similarity.map((compared) => ({ ...pictures(compared), settings: { values: valuesOf(compared) } })),
      ...fixtures.multi_scale.map((compared) => ({
        ...pictures({ ...compared, expected: compared.single }),
        settings: { values: valuesOf(compared) },
      })),
    ],
    misfits: [tooSmall, unequal],
    tfjs: (tf, { x, other, settings: { values } }) => tf.sub(1, tf.mean(similarity(tf, x, other, values).whole, 1)),
  }),
};

function pictures(compared: Compared) {
  return {
    inputs: picturesOf(compared),
    expected: vector(compared.expected.map((index) => 1 - index)),
    tolerance,
    slopeTolerance,
  };
}

// In the test the images of the pipeline reach from -1 to 1.
function valuesOf({ high, low }: Compared): 'auto' | 'map' {
  return high - low === 1 ? 'map' : 'auto';
}

// By the definition, with one window of 11 x 11.
function similarity(tf: Tf, a: TfTensor, b: TfTensor, values: string): { whole: TfTensor; structure: TfTensor } {
  const range = values === 'map' ? 1 : 2;
  const [x, y] = [tf.add(a, range - 1), tf.add(b, range - 1)];
  const channels = x.shape[3] ?? 1;
  const bell = Array.from({ length: 11 }, (_, i) => Math.exp(-((i - 5) ** 2) / 4.5));
  const total = bell.reduce((a, b) => a + b);
  const window = bell.flatMap((a) => bell.flatMap((b) => Array(channels).fill((a * b) / total ** 2)));
  const filter = tf.tensor4d(window, [11, 11, channels, 1]);
  const local = (z: TfTensor) => tf.depthwiseConv2d(rank4(z), filter, 1, 'valid');
  const [mx, my] = [local(x), local(y)];
  const vx = tf.sub(local(tf.square(x)), tf.square(mx));
  const vy = tf.sub(local(tf.square(y)), tf.square(my));
  const covariance = tf.sub(local(tf.mul(x, y)), tf.mul(mx, my));
  const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
  const brightness = tf.div(tf.add(tf.mul(2, tf.mul(mx, my)), c1), tf.add(tf.add(tf.square(mx), tf.square(my)), c1));
  const structure = tf.div(tf.add(tf.mul(2, covariance), c2), tf.add(tf.add(vx, vy), c2));
  return { whole: tf.mean(tf.mul(brightness, structure), [1, 2]), structure: tf.mean(structure, [1, 2]) };
}
