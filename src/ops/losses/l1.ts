import { abs } from '../../graph/primitives/abs.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineLoss } from '../core/operation.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { hardest } from '../parts/hardest.ts';
import { positive, weightedMean } from '../parts/positive.ts';

export const l1 = defineLoss({
  name: 'l1',
  doc: 'The mean absolute difference.',
  provenance: 'standard',
  example: 'reconstruction = 15 * l1(reconstruction, image)',
  inputs: comparedTensors,
  parameters: { positive, hardest },
  isDirected: ({ positive }) => positive !== 1,
  emit(scope, inputs, settings) {
    const [prediction, target] = comparedPair(scope, 'l1', inputs);
    return weightedMean(abs(sub(prediction, target)), target, settings.positive, settings.hardest);
  },
});
