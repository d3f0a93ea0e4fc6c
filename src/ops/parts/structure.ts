// Structural similarity of images (Wang et al. 2004): local means, variances and covariance under a Gaussian window.
import { float32s } from '../../graph/ir/constant.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { concat } from '../../graph/primitives/concat.ts';
import { depthwiseConv2d } from '../../graph/primitives/depthwise-conv2d.ts';
import { div } from '../../graph/primitives/div.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { word } from '../core/parameter.ts';
import type { LossScope } from '../core/scopes.ts';

/** Side of the window. */
export const windowSide = 11;
const deviation = 1.5;

/** The parameter that says what is compared. */
export const values = word(['auto', 'image', 'map'], {
  default: 'auto',
  doc: 'whether values reach over the range of the images or from 0 to 1; `auto`: the former where one of the two is the image of the data set',
});

/** The least and the largest value. */
export function rangeOf(scope: LossScope, chosen: 'auto' | 'image' | 'map'): LossScope['imageRange'] {
  return chosen === 'image' || (chosen === 'auto' && scope.comparesImage) ? scope.imageRange : [0, 1];
}

export interface Similarity {
  /** For each sample and channel: n x c. */
  readonly whole: Tensor;
  /** Without the comparison of brightness. */
  readonly structure: Tensor;
}

/**
 * Means over all places where the window lies inside; both sides are at least that of the window. Brightness counts
 * from `low`, so that images in -1..1 are as similar as the same images in 0..1.
 */
export function similarity(scope: LossScope, x: Tensor, y: Tensor, [low, high]: LossScope['imageRange']): Similarity {
  const channels = dimension(x, 3);
  const products = concat([x, y, add(square(x), square(y)), mul(x, y)], 3);
  const local = smoothed(scope, products, 4 * channels);
  const part = (index: number) => slice(local, { axis: 3, start: index * channels, size: channels });
  const [meanX, meanY] = [part(0), part(1)];
  const above = (a: Tensor) => (low === 0 ? a : sub(a, low));
  const brightness = ratio(...productsOf(above(meanX), above(meanY)), 0.01 * (high - low));
  const [twice, squares] = productsOf(meanX, meanY);
  const structure = ratio(sub(mul(part(3), 2), twice), sub(part(2), squares), 0.03 * (high - low));
  const places = { axes: [1, 2] };
  return { whole: mean(mul(brightness, structure), places), structure: mean(structure, places) };
}

function productsOf(a: Tensor, b: Tensor): readonly [twice: Tensor, squares: Tensor] {
  return [mul(mul(a, b), 2), add(square(a), square(b))];
}

function ratio(above: Tensor, below: Tensor, noise: number): Tensor {
  return div(add(above, noise ** 2), add(below, noise ** 2));
}

// Rows first, then columns: the window is a product.
function smoothed({ builder }: LossScope, x: Tensor, channels: number): Tensor {
  const weights = gaussian();
  const filter = (height: number, width: number) => {
    const data = weights.flatMap((weight) => Array.from({ length: channels }, () => weight));
    return builder.current.constant(float32s(data, [height, width, channels, 1]));
  };
  const inside = { stride: 1, padding: 'valid', dilation: 1 } as const;
  return depthwiseConv2d(depthwiseConv2d(x, filter(windowSide, 1), inside), filter(1, windowSide), inside);
}

function gaussian(): readonly number[] {
  const middle = (windowSide - 1) / 2;
  const weights = Array.from({ length: windowSide }, (_, i) => Math.exp(-((i - middle) ** 2) / (2 * deviation ** 2)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
