import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { defineLoss } from '../core/operation.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { hardest, meanOfHardest } from '../parts/hardest.ts';
import { unitLength } from '../parts/unit-length.ts';

export const cosineDistance = defineLoss({
  name: 'cosine_distance',
  doc: 'One less the cosine of the angle between the channels of each pixel: how features differ, whatever their size.',
  provenance: 'standard; for features of a student and its teacher: Salehi et al. 2021, Deng and Li 2022',
  example: 'colours = cosine_distance(reconstruction, image)',
  inputs: comparedTensors,
  parameters: { hardest },
  emit(scope, inputs, settings) {
    const [prediction, target] = comparedPair(scope, 'cosine_distance', inputs);
    const likeness = sum(mul(unitLength(prediction), unitLength(target)), { axes: [3], keepDims: true });
    return meanOfHardest(sub(1, likeness), settings.hardest);
  },
});
