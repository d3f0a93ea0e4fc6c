import { add } from '../../graph/primitives/add.ts';
import { div } from '../../graph/primitives/div.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineLoss } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { overlapOf } from '../parts/overlap.ts';

export const tversky = defineLoss({
  name: 'tversky',
  doc: '1 - Tversky index of a map and a mask, over each sample: Dice with weights for false alarms and for misses.',
  provenance: 'Salehi et al. 2017, equation 3',
  example: 'pixel = 50 * tversky(map, mask, alpha: 0.3, beta: 0.7)',
  inputs: comparedTensors,
  comparesShares: true,
  parameters: {
    alpha: number({ default: 0.3, min: 0, doc: 'weight of what the map alone marks: false alarms' }),
    beta: number({ default: 0.7, min: 0, doc: 'weight of what the mask alone marks: misses' }),
    smooth: number({
      default: 1,
      above: 0,
      doc: 'pixels that are added above and below: an empty mask is no division by 0',
    }),
  },
  isDirected: ({ alpha, beta }) => alpha !== beta,
  emit(scope, inputs, { alpha, beta, smooth }) {
    const { both, mapAlone, maskAlone } = overlapOf(...comparedPair(scope, 'tversky', inputs));
    const found = add(both, smooth);
    return sub(1, div(found, add(found, add(mul(mapAlone, alpha), mul(maskAlone, beta)))));
  },
});
