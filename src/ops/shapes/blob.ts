import { bug } from '../../diagnostics/outside-error.ts';
import { add } from '../../graph/primitives/add.ts';
import { less } from '../../graph/primitives/less.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { defineShape } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { squaredDistance } from '../patches/elliptic.ts';
import { smoothNoise } from '../patches/smooth-noise.ts';
import { toMask } from '../pixels/box.ts';

export const blob = defineShape({
  name: 'blob',
  doc: 'An ellipse whose edge is roughened by smooth noise: stains, dents, spots with a ragged outline.',
  provenance: 'our choice',
  example: 'shape = blob(area: log_uniform(0.2%..15%), aspect: 0.25..4, roughness: 10%..50%)',
  parameters: {
    area: drawn.share({ default: [0.002, 0.15], doc: 'of the ellipse, as a share of the image' }),
    aspect: drawn.number({ default: [0.25, 4], above: 0, doc: 'one axis to the other' }),
    angle: drawn.angle({ default: [0, 180], doc: 'how it is turned' }),
    cells: drawn.number({ default: [3, 32], above: 0, max: 256, doc: 'cells of the noise along a side of the image' }),
    roughness: drawn.share({
      default: [0.1, 0.5],
      max: 2,
      doc: 'standard deviation of the edge, as a share of the radius',
    }),
  },
  emit(scope, { cells, roughness, ...ellipse }) {
    const many = scope.draw('cells', cells);
    const [field = bug('no noise')] = smoothNoise(scope, 'noise', { x: many, y: many }, 1);
    const rough = mul(reshape(field, [scope.height, scope.width, 1]), scope.draw('roughness', roughness));
    return toMask(less(add(sqrt(squaredDistance(scope, ellipse)), rough), 1));
  },
});
