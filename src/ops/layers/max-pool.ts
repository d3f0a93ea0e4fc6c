import { maxPool } from '../../graph/primitives/max-pool.ts';
import { alike, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { poolingOf, windowParameters } from '../parts/pooled.ts';

export const maxPoolLayer = defineLayer({
  name: 'max_pool',
  doc: 'The largest number of each window, channel by channel; the sides shrink by the stride. What lies outside does not count.',
  provenance: 'standard',
  example: 'e2 = e1 -> max_pool(2) -> conv(128)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: windowParameters,
  extent: ([x = unknownExtent]) => alike(x),
  emit(scope, inputs, settings) {
    const x = one(inputs);
    return maxPool(x, poolingOf(scope, 'max_pool', x, settings));
  },
});
