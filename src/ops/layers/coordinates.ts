import { float32s } from '../../graph/ir/constant.ts';
import { dimension } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { broadcastBatch } from '../../graph/primitives/broadcast-batch.ts';
import { broadcastTo } from '../../graph/primitives/broadcast-to.ts';
import { concat } from '../../graph/primitives/concat.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { square } from '../../graph/primitives/square.ts';
import { extent } from '../core/extent.ts';
import { defineLayer } from '../core/operation.ts';
import { flag } from '../core/parameter.ts';

export const coordinates = defineLayer({
  name: 'coordinates',
  doc: 'Where each pixel lies in the image, from -1 (left, top) to 1 (right, bottom): two channels, x and y. Nothing augments them.',
  provenance: 'paper (coordinate channel); CoordConv, Liu et al. 2018',
  example: 'e1 = concat(seen, coordinates()) -> conv(64)',
  inputs: [],
  parameters: {
    radius: flag({ default: false, doc: 'a third channel: the distance from the middle, 1 at the middle of an edge' }),
  },
  extent: (_, { radius }) => extent(-1, radius ? Math.SQRT2 : 1),
  emit(scope, _, { radius }) {
    const [height, width] = [dimension(scope.like, 1), dimension(scope.like, 2)];
    const constant = (values: Float32Array, shape: readonly number[]) =>
      broadcastTo(scope.builder.current.constant(float32s(values, shape)), [1, height, width, 1]);
    const x = constant(ramp(width), [1, 1, width, 1]);
    const y = constant(ramp(height), [1, height, 1, 1]);
    const distance = radius ? [sqrt(add(square(x), square(y)))] : [];
    return broadcastBatch(concat([x, y, ...distance], 3), scope.like);
  },
});

// From -1 to 1 in equal steps.
function ramp(size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => (size === 1 ? 0 : (i / (size - 1)) * 2 - 1));
}
