import { dimension } from '../../graph/ir/tensor.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { checkSeveral, epsilon, normalized, over } from '../parts/normalized.ts';

export const instanceNorm = defineLayer({
  name: 'instance_norm',
  doc: 'Each channel of each sample with mean 0 and variance 1, then scaled and shifted by weights.',
  provenance: 'Ulyanov et al. 2016',
  example: 'e2 = e1 -> conv(128, kernel: 4, stride: 2, bias: false) -> instance_norm -> relu',
  stateful: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: { epsilon },
  emit(scope, inputs, settings) {
    const x = one(inputs);
    checkSeveral(scope, 'instance_norm', dimension(x, 1) * dimension(x, 2), 'a channel of a sample');
    return normalized(scope, x, over([1, 2]), settings.epsilon);
  },
});
