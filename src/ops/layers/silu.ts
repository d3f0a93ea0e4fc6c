import { mul } from '../../graph/primitives/mul.ts';
import { sigmoid } from '../../graph/primitives/sigmoid.ts';
import { unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const silu = defineLayer({
  name: 'silu',
  doc: 'x * sigmoid(x), also known as swish.',
  provenance: 'Elfwing et al. 2018; Ramachandran et al. 2017',
  example: 'e1 = seen -> conv(64) -> silu',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  // Its least value is -0.2785, at -1.28.
  extent: ([x = unknownExtent]) => ({ low: Math.max(Math.min(x.low, 0), -0.279), high: Math.max(x.high, 0) }),
  emit(_, inputs) {
    const x = one(inputs);
    return mul(x, sigmoid(x));
  },
});
