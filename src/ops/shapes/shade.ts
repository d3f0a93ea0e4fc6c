import { defineShape } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { shadeMask } from '../patches/shade-mask.ts';

export const shade = defineShape({
  name: 'shade',
  doc: 'A soft mask that grows from 0 at one side of the image to 1 at the other: uneven light or shade.',
  provenance: 'our choice',
  example: 'shape = shade(angle: 0deg..360deg, width: 30%..100%)',
  parameters: {
    angle: drawn.angle({ default: [0, 360], doc: 'the direction in which it grows, counter-clockwise from the right' }),
    width: drawn.share({ default: [0.3, 1], min: 0.01, doc: 'of the rise, as a share of the image in that direction' }),
    place: drawn.share({ default: [0.25, 0.75], doc: 'of its middle, as a share of the image in that direction' }),
  },
  emit: (scope, settings) => shadeMask(scope, settings),
});
