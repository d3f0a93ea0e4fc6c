import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { shadeMask } from '../patches/shade-mask.ts';
import { mapPlanes } from '../pixels/planes.ts';

export const shadow = defineAugmentation({
  name: 'shadow',
  doc: 'Light that falls off across the image in a random direction.',
  provenance: 'our choice',
  example: 'image = image -> maybe(50%) shadow(strength: 10%..40%)',
  inputs: [{ name: 'image', type: 'image', doc: 'what the shadow falls on' }],
  parameters: {
    strength: drawn.share({ default: [0.1, 0.5], doc: 'how much darker the dark side is' }),
    angle: drawn.angle({
      default: [0, 360],
      doc: 'the direction in which it becomes darker, counter-clockwise from the right',
    }),
    width: drawn.share({
      default: [0.3, 1],
      min: 0.01,
      doc: 'of the fall-off, as a share of the image in that direction',
    }),
    place: drawn.share({ default: [0.25, 0.75], doc: 'of its middle, as a share of the image in that direction' }),
  },
  result: 'image',
  emit(scope, inputs, { strength, ...direction }) {
    const dark = shadeMask(scope, direction);
    const light = sub(1, mul(dark, scope.draw('strength', strength)));
    const plane = reshape(light, [scope.height, scope.width]);
    return mapPlanes(imageInput(inputs[0]), (channel) => mul(channel, plane));
  },
});
