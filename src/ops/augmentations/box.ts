// Sums over a square window: medians, dilations and erosions of binary masks.
import { float32s } from '../../graph/constant.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { depthwiseConv2d } from '../../graph/primitives/depthwise-conv2d.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { dimension, type Tensor } from '../../graph/tensor.ts';
import type { SampleScope } from '../scopes.ts';

/** The median of a binary mask (h x w x 1) over a window of odd `side`: a majority vote, at the border of fewer pixels. */
export function binaryMedian(scope: SampleScope, mask: Tensor, side: number): Tensor {
  if (side <= 1) return mask;
  const counts = windowCounts(scope, mask, side);
  return toMask(greater(windowSum(scope, mask, side), mul(counts, 0.5)));
}

/** Dilation, then erosion, by a square of odd `side`: closes gaps narrower than it. */
export function binaryClosing(scope: SampleScope, mask: Tensor, side: number): Tensor {
  if (side <= 1) return mask;
  const dilated = toMask(greater(windowSum(scope, mask, side), 0.5));
  const counts = windowCounts(scope, mask, side);
  return toMask(greater(windowSum(scope, dilated, side), mul(counts, 1 - 0.5 / (side * side))));
}

export function toMask(condition: Tensor): Tensor {
  return cast(condition, 'float32');
}

function windowSum({ builder }: SampleScope, mask: Tensor, side: number): Tensor {
  const [height, width] = [dimension(mask, 0), dimension(mask, 1)];
  const ones = (shape: readonly number[]) => builder.current.constant(float32s(new Array<number>(side).fill(1), shape));
  const plain = { stride: 1, padding: 'same', dilation: 1 } as const;
  const rows = depthwiseConv2d(reshape(mask, [1, height, width, 1]), ones([side, 1, 1, 1]), plain);
  return reshape(depthwiseConv2d(rows, ones([1, side, 1, 1]), plain), [height, width, 1]);
}

// How many pixels of the window lie inside the image.
function windowCounts({ builder }: SampleScope, mask: Tensor, side: number): Tensor {
  const reach = (side - 1) / 2;
  const along = (size: number) =>
    Array.from({ length: size }, (_, i) => Math.min(size, i + reach + 1) - Math.max(0, i - reach));
  const [height, width] = [dimension(mask, 0), dimension(mask, 1)];
  const down = builder.current.constant(float32s(along(height), [height, 1, 1]));
  const across = builder.current.constant(float32s(along(width), [1, width, 1]));
  return mul(down, across);
}
