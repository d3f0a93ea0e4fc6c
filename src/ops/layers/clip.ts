import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { relu6 } from '../../graph/primitives/relu6.ts';
import { rising, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { range } from '../core/parameter.ts';

export const clip = defineLayer({
  name: 'clip',
  doc: 'x, cut off at the ends of a range; beyond them nothing is learnt.',
  provenance: 'standard',
  example: 'map = d1 -> conv(1) -> clip(0..1)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: { range: range({ unit: 'none', doc: 'the least and the largest value' }) },
  extent: ([x = unknownExtent], { range: [low, high] }) => rising(x, (value) => Math.min(Math.max(value, low), high)),
  emit: (_, inputs, { range: [low, high] }) =>
    low === 0 && high === 6 ? relu6(one(inputs)) : minimum(maximum(one(inputs), low), high),
});
