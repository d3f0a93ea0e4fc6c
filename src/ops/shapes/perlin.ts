import { greater } from '../../graph/primitives/greater.ts';
import { toMask } from '../augmentations/box.ts';
import { turned } from '../augmentations/turn.ts';
import { defineShape } from '../operation.ts';
import { drawn, number } from '../parameter.ts';
import { perlinNoise } from './perlin-noise.ts';

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
