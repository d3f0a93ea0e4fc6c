// One case for every adversarial loss: leaving one out is a type error.
import { hinge } from '../../../src/ops/adversarial/hinge.ts';
import { lsgan } from '../../../src/ops/adversarial/lsgan.ts';
import { nonSaturating } from '../../../src/ops/adversarial/non-saturating.ts';
import { wganGp } from '../../../src/ops/adversarial/wgan-gp.ts';
import type { adversarialLosses } from '../../../src/ops/table.ts';
import type { Tf, TfTensor } from '../primitives/example.ts';
import { type AdversarialCase, adversarialCase } from './case.ts';

export const adversarialCases: { readonly [K in keyof typeof adversarialLosses]: AdversarialCase } = {
  hinge: adversarialCase(hinge, {
    oracle: 'tfjs, equations 16 and 17 of Miyato et al. 2018',
    examples: [{}],
    tfjs: (tf, { real, fake }) => ({
      discriminator: tf.add(tf.mean(tf.relu(tf.sub(1, real))), tf.mean(tf.relu(tf.add(1, fake)))),
      generator: tf.neg(tf.mean(fake)),
    }),
  }),
  lsgan: adversarialCase(lsgan, {
    oracle: 'tfjs, equation 9 of Mao et al. 2017',
    examples: [{}, { real_label: 0.9 }],
    tfjs: (tf, { real, fake, settings: { real_label } }) => {
      const half = (x: TfTensor, label: number) => tf.div(tf.mean(tf.squaredDifference(x, label)), 2);
      return { discriminator: tf.add(half(real, real_label), half(fake, 0)), generator: half(fake, 1) };
    },
  }),
  nonSaturating: adversarialCase(nonSaturating, {
    oracle: 'tfjs, cross-entropies of sigmoids',
    examples: [{}, { real_label: 0.9 }],
    tfjs: (tf, { real, fake, settings: { real_label } }) => ({
      discriminator: tf.add(crossEntropy(tf, real, real_label), crossEntropy(tf, fake, 0)),
      generator: crossEntropy(tf, fake, 1),
    }),
  }),
  wganGp: adversarialCase(wganGp, {
    oracle: 'tfjs, equation 3 of Gulrajani et al. 2017, with the slope written out',
    examples: [{}, { penalty: 1 }, { penalty: 0 }],
    tfjs: (tf, { real, fake, slopes, settings: { penalty } }) => {
      const apart = tf.sub(tf.mean(fake), tf.mean(real));
      const generator = tf.neg(tf.mean(fake));
      if (penalty === 0) return { discriminator: apart, generator };
      const squares = slopes().map((slope) => tf.sum(tf.square(slope), [1, 2, 3]));
      const steepness = tf.sqrt(squares.reduce((a, b) => tf.add(a, b)));
      const deviation = tf.mean(tf.square(tf.sub(steepness, 1)));
      return { discriminator: tf.add(apart, tf.mul(penalty, deviation)), generator };
    },
  }),
};

function crossEntropy(tf: Tf, logits: TfTensor, label: number): TfTensor {
  const p = tf.sigmoid(logits);
  return tf.neg(tf.mean(tf.add(tf.mul(label, tf.log(p)), tf.mul(1 - label, tf.log(tf.sub(1, p))))));
}
