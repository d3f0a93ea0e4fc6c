import { reverse } from '../../graph/primitives/reverse.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { word } from '../core/parameter.ts';

export const flip = defineAugmentation({
  name: 'flip',
  doc: 'The image mirrored: left and right, top and bottom, or both.',
  provenance: 'standard',
  example: 'image = image -> maybe(50%) flip(horizontal)',
  inputs: [{ name: 'image', type: 'image', doc: 'what is mirrored' }],
  parameters: { direction: word(['horizontal', 'vertical', 'both'], { doc: 'horizontal swaps left and right' }) },
  result: 'image',
  moves: true,
  emit(_, inputs, { direction }) {
    const axes = { horizontal: [1], vertical: [0], both: [0, 1] }[direction];
    return reverse(imageInput(inputs[0]), axes);
  },
});
