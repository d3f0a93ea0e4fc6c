import { maximum } from '../../graph/primitives/maximum.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineShape } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { squaredDistance } from '../patches/elliptic.ts';

export const glow = defineShape({
  name: 'glow',
  doc: 'A wide soft spot: 1 in its middle, smoothly down to 0 on an ellipse. For uneven light, stains and haze.',
  provenance: 'our choice',
  example: 'shape = glow(area: log_uniform(5%..60%), aspect: 1..3)',
  parameters: {
    area: drawn.share({ default: [0.05, 0.6], max: 4, doc: 'of the ellipse, as a share of the image' }),
    aspect: drawn.number({ default: [1, 3], above: 0, doc: 'long axis to short axis' }),
    angle: drawn.angle({ default: [0, 180], doc: 'of the long axis' }),
  },
  // (1 - r^2)^2, which is flat in the middle and on the ellipse.
  emit: (scope, settings) => square(maximum(sub(1, squaredDistance(scope, settings)), 0)),
});
