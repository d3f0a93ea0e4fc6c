import { abs } from '../../graph/primitives/abs.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { checkSameShape } from '../checks.ts';
import { two } from '../inputs.ts';
import { defineLoss } from '../operation.ts';
import { comparedTensors } from './compared-tensors.ts';

export const l1 = defineLoss({
  name: 'l1',
  doc: 'The mean absolute difference.',
  provenance: 'standard',
  example: 'reconstruction = 15 * l1(reconstruction, image)',
  inputs: comparedTensors,
  parameters: {},
  emit(scope, inputs) {
    checkSameShape(scope, 'l1', inputs);
    const [prediction, target] = two(inputs);
    return mean(abs(sub(prediction, target)), { axes: [1, 2, 3] });
  },
});
