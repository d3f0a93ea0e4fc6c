import { add } from '../../graph/primitives/add.ts';
import { div } from '../../graph/primitives/div.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineLoss } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { overlapOf } from '../parts/overlap.ts';

export const dice = defineLoss({
  name: 'dice',
  doc: '1 - Dice coefficient of a map and a mask, over each sample: rare anomalies count as much as large ones.',
  provenance: 'Milletari et al. 2016, with plain sums in the denominator as Sudre et al. 2017',
  example: 'pixel = 50 * bce(map, mask) + 10 * dice(map, mask) on synthetic',
  inputs: comparedTensors,
  comparesShares: true,
  parameters: {
    smooth: number({
      default: 1,
      above: 0,
      doc: 'pixels that are added above and below: an empty mask is no division by 0',
    }),
  },
  emit(scope, inputs, { smooth }) {
    const { both, mapAlone, maskAlone } = overlapOf(...comparedPair(scope, 'dice', inputs));
    const twice = add(mul(both, 2), smooth);
    return sub(1, div(twice, add(twice, add(mapAlone, maskAlone))));
  },
});
