import { sub } from '../../graph/primitives/sub.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';

export const invert = defineAugmentation({
  name: 'invert',
  doc: 'The negative of the image.',
  provenance: 'Pillow ImageOps.invert',
  example: 'donor = other_image -> maybe(10%) invert()',
  inputs: [{ name: 'image', type: 'image', doc: 'what is inverted' }],
  parameters: {},
  result: 'image',
  emit: (_, inputs) => sub(1, imageInput(inputs[0])),
});
