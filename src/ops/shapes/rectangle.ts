import { div } from '../../graph/primitives/div.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { defineShape } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { fittingRectangle } from '../patches/fitting-rectangle.ts';

export const rectangle = defineShape({
  name: 'rectangle',
  doc: 'A rectangle of a drawn area, wholly inside the image where it is not too long for it.',
  provenance: 'CutPaste, Li et al. 2021 (2% to 15% of the area, aspect 0.3 to 3.3)',
  example: 'shape = rectangle(area: log_uniform(0.2%..15%), aspect: 0.3..1 | 1..3.3)',
  parameters: {
    area: drawn.share({ default: [0.02, 0.15], doc: 'share of the image' }),
    aspect: drawn.number({ default: [0.3, 3.3], above: 0, doc: 'width to height' }),
    angle: drawn.angle({ default: 0, doc: 'how it is turned, counter-clockwise' }),
  },
  emit(scope, { area, aspect, angle }) {
    const pixels = mul(scope.draw('area', area), scope.height * scope.width);
    const width = minimum(sqrt(mul(pixels, scope.draw('aspect', aspect))), scope.width);
    const height = minimum(div(pixels, width), scope.height);
    return fittingRectangle(scope, width, height, angle);
  },
});
