// Sums over a square window: medians, dilations, erosions and means of masks.
import { float32s } from '../../graph/ir/constant.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { depthwiseConv2d } from '../../graph/primitives/depthwise-conv2d.ts';
import { div } from '../../graph/primitives/div.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { less } from '../../graph/primitives/less.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { transpose } from '../../graph/primitives/transpose.ts';
import type { SampleScope } from '../core/scopes.ts';

export interface Cleaning {
  /** Sides of squares; up to 1 for none. The median is a majority vote, at the border of fewer pixels. */
  readonly median: number;
  /** Dilation, then erosion: closes gaps narrower than it. */
  readonly closing: number;
}

/** A binary mask (h x w x 1) without single pixels and gaps. */
export function cleaned(scope: SampleScope, mask: Tensor, { median, closing }: Cleaning): Tensor {
  const steps = [
    ...(median > 1 ? [(plane: Tensor) => turnedMedian(scope, plane, oddSide(median))] : []),
    ...(closing > 1
      ? [turnedDilation, turnedErosion].map((step) => (x: Tensor) => step(scope, x, oddSide(closing)))
      : []),
  ];
  const [height, width] = [dimension(mask, 0), dimension(mask, 1)];
  const plane = steps.reduce((x, step) => step(x), reshape(mask, [height, width]));
  return reshape(steps.length % 2 === 0 ? plane : turned(plane), [height, width, 1]);
}

/** The mean of h x w x 1 over a window of odd `side`, at the border of fewer pixels. */
export function windowMean(scope: SampleScope, x: Tensor, side: number): Tensor {
  if (side <= 1) return x;
  const [height, width] = [dimension(x, 0), dimension(x, 1)];
  const sums = turned(turnedSum(scope, reshape(x, [height, width]), side));
  return div(reshape(sums, [height, width, 1]), windowCounts(scope, x, side));
}

export function toMask(condition: Tensor): Tensor {
  return cast(condition, 'float32');
}

/** A window has a middle: an even side is taken one larger. */
export function oddSide(side: number): number {
  const whole = Math.round(side);
  return whole === 0 || whole % 2 === 1 ? whole : whole + 1;
}

// Each of these takes a plane h x w and gives it turned, w x h.

function turnedMedian(scope: SampleScope, plane: Tensor, side: number): Tensor {
  // Halves to and fro: what lies beyond the border has no vote.
  return toMask(greater(turnedSum(scope, sub(plane, 0.5), side), 0));
}

function turnedDilation(scope: SampleScope, plane: Tensor, side: number): Tensor {
  return toMask(greater(turnedSum(scope, plane, side), 0.5));
}

function turnedErosion(scope: SampleScope, plane: Tensor, side: number): Tensor {
  return toMask(less(turnedSum(scope, sub(1, plane), side), 0.5));
}

// A convolution down a picture whose columns are channels is many times faster than one of a single
// channel, so the sum across is one down the turned picture.
function turnedSum({ builder }: SampleScope, x: Tensor, side: number): Tensor {
  const down = (plane: Tensor) => {
    const [height, width] = [dimension(plane, 0), dimension(plane, 1)];
    const ones = builder.current.constant(float32s(new Float32Array(side * width).fill(1), [side, 1, width, 1]));
    const plain = { stride: 1, padding: 'same', dilation: 1 } as const;
    return reshape(depthwiseConv2d(reshape(plane, [1, height, 1, width]), ones, plain), [height, width]);
  };
  return down(turned(down(x)));
}

function turned(plane: Tensor): Tensor {
  return transpose(plane, [1, 0]);
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
