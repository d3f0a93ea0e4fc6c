import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineLoss } from '../core/operation.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { hardest } from '../parts/hardest.ts';
import { positive, weightedMean } from '../parts/positive.ts';

export const l2 = defineLoss({
  name: 'l2',
  doc: 'The mean squared difference.',
  provenance: 'standard',
  example: 'reconstruction = 15 * l2(reconstruction, image)',
  inputs: comparedTensors,
  parameters: { positive, hardest },
  isDirected: ({ positive }) => positive !== 1,
  emit(scope, inputs, settings) {
    const [prediction, target] = comparedPair(scope, 'l2', inputs);
    return weightedMean(square(sub(prediction, target)), target, settings.positive, settings.hardest);
  },
});
