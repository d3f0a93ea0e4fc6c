import { add } from '../../graph/primitives/add.ts';
import { div } from '../../graph/primitives/div.ts';
import { less } from '../../graph/primitives/less.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { square } from '../../graph/primitives/square.ts';
import { toMask } from '../augmentations/box.ts';
import { defineShape } from '../operation.ts';
import { drawn } from '../parameter.ts';
import { anyCentre, turnedFrame } from './frame.ts';

export const ellipse = defineShape({
  name: 'ellipse',
  doc: 'An ellipse at any place and angle.',
  provenance: 'our choice',
  example: 'shape = ellipse(area: log(0.1%..10%), aspect: 1..4)',
  parameters: {
    area: drawn.share({ default: [0.01, 0.1], doc: 'share of the image' }),
    aspect: drawn.number({ default: [1, 4], above: 0, doc: 'long axis to short axis' }),
    angle: drawn.angle({ default: [0, 180], doc: 'of the long axis' }),
  },
  emit(scope, { area, aspect, angle }) {
    const [x, y] = anyCentre(scope);
    const { along, across } = turnedFrame(scope, x, y, scope.draw('angle', angle));
    const ratio = scope.draw('aspect', aspect);
    // pi a b = area and a = ratio b.
    const b = sqrt(div(mul(scope.draw('area', area), (scope.height * scope.width) / Math.PI), ratio));
    const distance = add(square(div(along, mul(b, ratio))), square(div(across, b)));
    return toMask(less(distance, 1));
  },
});
