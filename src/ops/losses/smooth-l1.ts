import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineLoss } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { hardest } from '../parts/hardest.ts';
import { positive, weightedMean } from '../parts/positive.ts';

export const smoothL1 = defineLoss({
  name: 'smooth_l1',
  doc: 'The mean absolute difference, but squared where it is small: d * d / (2 * beta) below beta, d - beta / 2 above.',
  provenance: 'Girshick 2015, equation 3 (beta 1)',
  example: 'reconstruction = 15 * smooth_l1(reconstruction, image, beta: 0.1)',
  inputs: comparedTensors,
  parameters: {
    beta: number({ default: 1, above: 0, doc: 'the difference where the square ends' }),
    positive,
    hardest,
  },
  isDirected: ({ positive }) => positive !== 1,
  emit(scope, inputs, settings) {
    const [prediction, target] = comparedPair(scope, 'smooth_l1', inputs);
    const difference = abs(sub(prediction, target));
    const small = minimum(difference, settings.beta);
    const errors = add(mul(square(small), 0.5 / settings.beta), sub(difference, small));
    return weightedMean(errors, target, settings.positive, settings.hardest);
  },
});
