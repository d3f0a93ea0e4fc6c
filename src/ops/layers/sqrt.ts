import { add } from '../../graph/primitives/add.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { rising, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { number } from '../core/parameter.ts';

export const sqrtLayer = defineLayer({
  name: 'sqrt',
  doc: 'The square root of max(x, 0) + epsilon, whose slope stays finite at 0.',
  provenance: 'standard; epsilon is our choice',
  example: 'distance = sqrt(channel_pool(square(seen - normal)))',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: { epsilon: number({ default: 1e-6, above: 0, doc: 'added to x' }) },
  extent: ([x = unknownExtent], { epsilon }) => rising(x, (value) => Math.sqrt(Math.max(value, 0) + epsilon)),
  emit: (_, inputs, { epsilon }) => sqrt(add(maximum(one(inputs), 0), epsilon)),
});
