import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { checkSameShape } from '../core/checks.ts';
import { two } from '../core/inputs.ts';
import { defineLoss } from '../core/operation.ts';
import { comparedTensors } from '../parts/compared-tensors.ts';
import { positive, weightedMean } from '../parts/positive.ts';

export const l2 = defineLoss({
  name: 'l2',
  doc: 'The mean squared difference.',
  provenance: 'standard',
  example: 'reconstruction = 15 * l2(reconstruction, image)',
  inputs: comparedTensors,
  parameters: { positive },
  emit(scope, inputs, settings) {
    checkSameShape(scope, 'l2', inputs);
    const [prediction, target] = two(inputs);
    return weightedMean(square(sub(prediction, target)), target, settings.positive);
  },
});
