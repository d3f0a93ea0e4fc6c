// Gaussian blur by a random amount, for the edges of masks and for whole images.

import { float32s } from '../../graph/constant.ts';
import { ifElse } from '../../graph/control-flow.ts';
import { broadcastTo } from '../../graph/primitives/broadcast-to.ts';
import { depthwiseConv2d } from '../../graph/primitives/depthwise-conv2d.ts';
import { div } from '../../graph/primitives/div.ts';
import { exp } from '../../graph/primitives/exp.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { square } from '../../graph/primitives/square.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { dimension, type Tensor } from '../../graph/tensor.ts';
import { largest } from '../distribution.ts';
import type { SampleScope } from '../scopes.ts';
import type { Distribution } from '../value.ts';

/** `image`: h x w x c. `deviation`: of the Gaussian, in pixels; under a quarter of a pixel nothing is done. */
export function softened(scope: SampleScope, image: Tensor, deviation: Distribution, name: string): Tensor {
  const most = largest(deviation);
  if (most < 0.25) return image;
  const sigma = scope.draw(name, deviation);
  const radius = Math.ceil(3 * most);
  const [soft] = ifElse(
    greater(sigma, 0.25),
    () => [blurred(scope, image, sigma, radius)],
    () => [image],
  );
  return soft ?? image;
}

// One pass down and one across, cut off at `radius` pixels; beyond the border the image is black, and
// the weights that fall there are given back to the others.
function blurred({ builder }: SampleScope, image: Tensor, sigma: Tensor, radius: number): Tensor {
  const offsets = Array.from({ length: 2 * radius + 1 }, (_, i) => i - radius);
  const distances = builder.current.constant(float32s(offsets.map((offset) => -0.5 * offset * offset)));
  const weights = exp(div(distances, square(maximum(sigma, 0.05))));
  const kernel = div(weights, sum(weights));
  const [height, width, channels] = [dimension(image, 0), dimension(image, 1), dimension(image, 2)];
  const pass = (x: Tensor, sides: readonly [number, number], c: number) =>
    depthwiseConv2d(x, broadcastTo(reshape(kernel, [...sides, 1, 1]), [...sides, c, 1]), {
      stride: 1,
      padding: 'same',
      dilation: 1,
    });
  const size = offsets.length;
  const ones = (shape: readonly number[]) =>
    builder.current.constant(float32s(new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1), shape));
  const down = pass(ones([1, height, 1, 1]), [size, 1], 1);
  const across = pass(ones([1, 1, width, 1]), [1, size], 1);
  const summed = pass(pass(reshape(image, [1, height, width, channels]), [size, 1], channels), [1, size], channels);
  return reshape(div(summed, mul(down, across)), [height, width, channels]);
}
