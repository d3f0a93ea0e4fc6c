import { maximum } from '../../graph/primitives/maximum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineLoss } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { hardest } from '../parts/hardest.ts';
import { positive, weightedMean } from '../parts/positive.ts';

export const truncatedL1 = defineLoss({
  name: 'truncated_l1',
  doc: 'How far a value without bounds is from the right side of 0 by a margin: above it where the mask is 1, below it where it is 0; nothing where it is there.',
  provenance: 'SimpleNet, Liu et al. 2023, equation 6; SuperSimpleNet, Rolih et al. 2024',
  example: 'pixel = truncated_l1(map, mask, margin: 0.5)',
  inputs: comparedTensors,
  parameters: { margin: number({ default: 0.5, min: 0, doc: 'how far from 0 is enough' }), positive, hardest },
  isDirected: () => true,
  emit(scope, inputs, settings) {
    const [prediction, target] = comparedPair(scope, 'truncated_l1', inputs);
    const side = sub(mul(target, 2), 1);
    const errors = maximum(sub(settings.margin, mul(prediction, side)), 0);
    return weightedMean(errors, target, settings.positive, settings.hardest);
  },
});
