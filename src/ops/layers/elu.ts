import { elu } from '../../graph/primitives/elu.ts';
import { rising, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const eluLayer = defineLayer({
  name: 'elu',
  doc: 'x above 0, exp(x) - 1 below.',
  provenance: 'Clevert et al. 2016',
  example: 'e1 = seen -> conv(64) -> elu',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  extent: ([x = unknownExtent]) => rising(x, (value) => (value < 0 ? Math.expm1(value) : value)),
  emit: (_, inputs) => elu(one(inputs)),
});
