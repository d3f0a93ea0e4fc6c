import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { div } from '../../graph/primitives/div.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { Tensor } from '../../graph/tensor.ts';
import { toMask } from '../augmentations/box.ts';
import { defineShape } from '../operation.ts';
import { drawn } from '../parameter.ts';
import type { SampleScope } from '../scopes.ts';
import { plainFrame } from './frame.ts';

export const rectangle = defineShape({
  name: 'rectangle',
  doc: 'An upright rectangle, wholly inside the image.',
  provenance: 'CutPaste, Li et al. 2021 (2% to 15% of the area, aspect 0.3 to 3.3)',
  example: 'shape = rectangle(area: log(0.2%..15%), aspect: 0.3..3.3)',
  parameters: {
    area: drawn.share({ default: [0.02, 0.15], doc: 'share of the image' }),
    aspect: drawn.number({ default: [0.3, 3.3], above: 0, doc: 'width to height' }),
  },
  emit(scope, { area, aspect }) {
    const pixels = mul(scope.draw('area', area), scope.height * scope.width);
    const ratio = scope.draw('aspect', aspect);
    const width = minimum(sqrt(mul(pixels, ratio)), scope.width);
    const height = minimum(div(pixels, width), scope.height);
    const x = placed(scope, 'x', width, scope.width);
    const y = placed(scope, 'y', height, scope.height);
    const { u, v } = plainFrame(scope, x, y);
    return toMask(logicalAnd(less(abs(u), mul(width, 0.5)), less(abs(v), mul(height, 0.5))));
  },
});

// The middle of an extent that fits into the side.
function placed(scope: SampleScope, name: string, extent: Tensor, side: number): Tensor {
  const free = sub(side, extent);
  return add(mul(scope.draw(name, { kind: 'uniform', from: 0, to: 1, unit: 'none' }), free), mul(extent, 0.5));
}
