// Sums over a square window: medians, dilations, erosions and means of masks.
import { float32s } from '../../graph/constant.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { depthwiseConv2d } from '../../graph/primitives/depthwise-conv2d.ts';
import { div } from '../../graph/primitives/div.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { transpose } from '../../graph/primitives/transpose.ts';
import { dimension, type Tensor } from '../../graph/tensor.ts';
import type { SampleScope } from '../scopes.ts';

/** The median of a binary mask (h x w x 1) over a window of odd `side`: a majority vote, at the border of fewer pixels. */
export function binaryMedian(scope: SampleScope, mask: Tensor, side: number): Tensor {
  if (side <= 1) return mask;
  return toMask(greater(windowSum(scope, mask, side), mul(windowCounts(scope, mask, side), 0.5)));
}

/** Dilation, then erosion, by a square of odd `side`: closes gaps narrower than it. */
export function binaryClosing(scope: SampleScope, mask: Tensor, side: number): Tensor {
  if (side <= 1) return mask;
  const dilated = toMask(greater(windowSum(scope, mask, side), 0.5));
  const counts = windowCounts(scope, mask, side);
  return toMask(greater(windowSum(scope, dilated, side), mul(counts, 1 - 0.5 / (side * side))));
}

/** The mean of h x w x 1 over a window of odd `side`, at the border of fewer pixels. */
export function windowMean(scope: SampleScope, x: Tensor, side: number): Tensor {
  return side <= 1 ? x : div(windowSum(scope, x, side), windowCounts(scope, x, side));
}

export function toMask(condition: Tensor): Tensor {
  return cast(condition, 'float32');
}

/** A window has a middle: an even side is taken one larger. */
export function oddSide(side: number): number {
  const whole = Math.round(side);
  return whole === 0 || whole % 2 === 1 ? whole : whole + 1;
}

// A convolution down a picture whose columns are channels is many times faster than one of a single
// channel, so the sum across is one down the turned picture.
function windowSum({ builder }: SampleScope, x: Tensor, side: number): Tensor {
  const down = (plane: Tensor) => {
    const [height, width] = [dimension(plane, 0), dimension(plane, 1)];
    const ones = builder.current.constant(float32s(new Float32Array(side * width).fill(1), [side, 1, width, 1]));
    const plain = { stride: 1, padding: 'same', dilation: 1 } as const;
    return reshape(depthwiseConv2d(reshape(plane, [1, height, 1, width]), ones, plain), [height, width]);
  };
  const turned = (plane: Tensor) => transpose(plane, [1, 0]);
  const [height, width] = [dimension(x, 0), dimension(x, 1)];
  return reshape(turned(down(turned(down(reshape(x, [height, width]))))), [height, width, 1]);
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
