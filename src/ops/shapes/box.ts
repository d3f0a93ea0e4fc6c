import { defineShape } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { fittingRectangle } from '../patches/fitting-rectangle.ts';

export const box = defineShape({
  name: 'box',
  doc: 'A rectangle of drawn sides, wholly inside the image where it is not too long for it.',
  provenance: 'NSA, Schlueter et al. 2022',
  example: 'shape = box(width: gamma(2, 10%, 6%) in 6%..80%, height: gamma(2, 10%, 6%) in 6%..80%)',
  parameters: {
    width: drawn.length({ default: [16, 64], least: [4, 8], above: 0, doc: 'from left to right' }),
    height: drawn.length({ default: [16, 64], least: [4, 8], above: 0, doc: 'from top to bottom' }),
    angle: drawn.angle({ default: 0, doc: 'how it is turned, counter-clockwise' }),
  },
  emit(scope, { width, height, angle }) {
    return fittingRectangle(scope, scope.draw('width', width), scope.draw('height', height), angle);
  },
});
