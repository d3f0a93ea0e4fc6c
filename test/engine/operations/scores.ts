// One case for every score: leaving one out is a type error.
import { maxScore } from '../../../src/ops/scores/max.ts';
import { topMean } from '../../../src/ops/scores/top-mean.ts';
import type { scores } from '../../../src/ops/table.ts';
import { between, distinct } from '../primitives/samples.ts';
import { type ScoreCase, scoreCase } from './case.ts';

const maps = [{ inputs: [between(0, 1)([3, 5, 4, 1])] }, { inputs: [distinct([2, 7, 3, 1])] }];
const noGradient = 'nothing is trained by it';

export const scoreCases: { readonly [K in keyof typeof scores]: ScoreCase } = {
  maxScore: scoreCase(maxScore, {
    oracle: 'tfjs max',
    noGradient,
    examples: maps,
    tfjs: (tf, { x }) => tf.max(x, [1, 2, 3]),
  }),
  topMean: scoreCase(topMean, {
    oracle: 'tfjs topk',
    noGradient,
    examples: [...maps.map((map) => ({ ...map, settings: { pixels: 7 } })), ...maps],
    tfjs: (tf, { x, settings: { pixels } }) => {
      const [n = 1, h = 1, w = 1] = x.shape;
      return tf.mean(tf.topk(tf.reshape(x, [n, h * w]), Math.min(pixels, h * w)).values, 1);
    },
  }),
};
