import { greater } from '../../graph/primitives/greater.ts';
import { defineShape } from '../core/operation.ts';
import { drawn, number } from '../core/parameter.ts';
import { perlinNoise } from '../patches/perlin-noise.ts';
import { toMask } from '../pixels/box.ts';
import { turned } from '../pixels/turn.ts';

export const perlin = defineShape({
  name: 'perlin',
  doc: 'Where Perlin noise, turned by a random angle, is above a threshold.',
  provenance: 'DRAEM, Zavrtanik et al. 2021; Perlin 1985',
  example: 'shape = perlin(cells: 2..32, threshold: 0.5)',
  parameters: {
    cells: drawn.count({
      default: [1, 32],
      max: 64,
      doc: 'cells of the noise along each side, drawn for x and y apart',
    }),
    threshold: number({ default: 0.5, min: -1, max: 1, doc: 'the noise reaches from about -1 to 1' }),
    angle: drawn.angle({ default: [-90, 90], doc: 'how the noise is turned' }),
  },
  emit(scope, { cells, threshold, angle }) {
    const field = turned(scope, perlinNoise(scope, cells), scope.draw('angle', angle), 'reflect');
    return toMask(greater(field, threshold));
  },
});
