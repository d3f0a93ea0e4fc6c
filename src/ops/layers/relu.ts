import { relu } from '../../graph/primitives/relu.ts';
import { rising, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const reluLayer = defineLayer({
  name: 'relu',
  doc: 'max(x, 0).',
  provenance: 'standard',
  example: 'e1 = seen -> conv(64) -> relu',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  extent: ([x = unknownExtent]) => rising(x, (value) => Math.max(value, 0)),
  emit: (_, inputs) => relu(one(inputs)),
});
