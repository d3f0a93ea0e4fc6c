import { bug } from '../../diagnostics/outside-error.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { smoothNoise } from '../patches/smooth-noise.ts';
import { displaced } from '../pixels/displaced.ts';

export const warp = defineAugmentation({
  name: 'warp',
  doc: 'Elastic deformation: each pixel shows what stands a little beside it, by a smooth random field. What would come from outside is mirrored.',
  provenance: 'Simard et al. 2003 (their field is blurred uniform noise, ours a sum of waves)',
  example: 'donor = other_image -> maybe(50%) warp(amplitude: 2px..8px, cells: 3..8)',
  inputs: [{ name: 'image', type: 'image', doc: 'what is deformed' }],
  parameters: {
    amplitude: drawn.length({
      default: [2, 8],
      least: [0.5, 1],
      max: 256,
      doc: 'standard deviation of the displacement in x and in y',
    }),
    cells: drawn.number({ default: [3, 8], above: 0, max: 256, doc: 'cells of the field along a side' }),
  },
  result: 'image',
  moves: true,
  emit(scope, inputs, { amplitude, cells }) {
    const many = scope.draw('cells', cells);
    const size = scope.draw('amplitude', amplitude);
    const [right = bug('no field'), down = bug('no field')] = smoothNoise(scope, 'field', { x: many, y: many }, 2);
    return displaced(scope, imageInput(inputs[0]), mul(right, size), mul(down, size));
  },
});
