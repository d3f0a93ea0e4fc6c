import { less } from '../../graph/primitives/less.ts';
import { defineShape } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { squaredDistance } from '../patches/elliptic.ts';
import { toMask } from '../pixels/box.ts';

export const ellipse = defineShape({
  name: 'ellipse',
  doc: 'An ellipse at any place and angle.',
  provenance: 'our choice',
  example: 'shape = ellipse(area: log_uniform(0.1%..10%), aspect: 1..4)',
  parameters: {
    area: drawn.share({ default: [0.01, 0.1], doc: 'share of the image' }),
    aspect: drawn.number({ default: [1, 4], above: 0, doc: 'long axis to short axis' }),
    angle: drawn.angle({ default: [0, 180], doc: 'of the long axis' }),
  },
  emit: (scope, settings) => toMask(less(squaredDistance(scope, settings), 1)),
});
