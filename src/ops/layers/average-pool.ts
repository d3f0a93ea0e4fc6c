import { averagePool } from '../../graph/primitives/average-pool.ts';
import { alike, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { poolingOf, windowParameters } from '../parts/pooled.ts';

export const averagePoolLayer = defineLayer({
  name: 'average_pool',
  doc: 'The mean of each window, channel by channel; the sides shrink by the stride. What lies outside does not count.',
  provenance: 'standard',
  example: 'e2 = e1 -> average_pool(2) -> conv(128)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: windowParameters,
  extent: ([x = unknownExtent]) => alike(x),
  emit(scope, inputs, settings) {
    const x = one(inputs);
    return averagePool(x, poolingOf(scope, 'average_pool', x, settings));
  },
});
