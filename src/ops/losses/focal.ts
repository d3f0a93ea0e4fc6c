import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { exp } from '../../graph/primitives/exp.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineLoss } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { hardest, meanOfHardest } from '../parts/hardest.ts';
import { crossEntropies } from './bce.ts';

export const focal = defineLoss({
  name: 'focal',
  doc: 'Binary cross-entropy of a map from 0 to 1 against a mask, in which pixels that are right already count little. Behind a `sigmoid` it is computed from what went into it, so that it never overflows.',
  provenance: 'Lin et al. 2017, equation 5',
  example: 'pixel = 50 * focal(map, mask, gamma: 2, alpha: 0.75)',
  inputs: comparedTensors,
  comparesShares: true,
  parameters: {
    gamma: number({ default: 2, min: 0, doc: 'how little what is right counts; 0 for plain cross-entropy' }),
    alpha: number({
      default: 0.25,
      min: 0,
      max: 1,
      doc: 'weight of anomalous pixels; 1 - alpha is that of normal ones',
    }),
    hardest,
  },
  isDirected: () => true,
  emit(scope, inputs, { gamma, alpha, hardest: part }) {
    const [prediction, target] = comparedPair(scope, 'focal', inputs);
    const { whereOne, whereZero } = crossEntropies(prediction);
    // (1 - p) ^ gamma and p ^ gamma, from the logarithms that are there already.
    const power = (logarithm: Tensor) => exp(mul(logarithm, -gamma));
    const ones = mul(mul(target, alpha), mul(power(whereZero), whereOne));
    const zeros = mul(mul(sub(1, target), 1 - alpha), mul(power(whereOne), whereZero));
    return meanOfHardest(add(ones, zeros), part);
  },
});
