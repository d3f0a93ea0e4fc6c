import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { one } from '../core/inputs.ts';
import { defineLoss } from '../core/operation.ts';
import { checkNeighbours, differences } from '../parts/differences.ts';

export const totalVariation = defineLoss({
  name: 'total_variation',
  doc: 'The mean absolute difference of neighbouring pixels, along rows plus along columns: it smooths a map.',
  provenance: 'Rudin et al. 1992, in the form without square root',
  example: 'smooth = 0.1 * total_variation(map)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'what a network gives' }],
  parameters: {},
  emit(scope, inputs) {
    const x = one(inputs);
    checkNeighbours(scope, 'total_variation', x);
    const parts = differences(x).map((difference) => mean(abs(difference), { axes: [1, 2, 3] }));
    return parts.reduce((a, b) => add(a, b));
  },
});
