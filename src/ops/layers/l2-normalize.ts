import { extent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { unitLength } from '../parts/unit-length.ts';

export const l2Normalize = defineLayer({
  name: 'l2_normalize',
  doc: 'The channels of each pixel by their length, so that their squares add up to 1; a pixel of zeros stays one.',
  provenance: 'standard (as torch.nn.functional.normalize over channels, epsilon 1e-6)',
  example: 'direction = e1 -> l2_normalize',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  extent: () => extent(-1, 1),
  emit: (_, inputs) => unitLength(one(inputs)),
});
