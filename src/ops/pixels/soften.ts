// Gaussian blur by a random amount, for the edges of masks and for whole images. As a product with a
// matrix for each side, it costs the same whatever the amount.
import { ifElse } from '../../graph/ir/control-flow.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { div } from '../../graph/primitives/div.ts';
import { exp } from '../../graph/primitives/exp.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { sum } from '../../graph/primitives/sum.ts';
import type { Distribution } from '../core/call.ts';
import { largest } from '../core/distribution.ts';
import type { SampleScope } from '../core/scopes.ts';
import { clipped } from './clipped.ts';
import { countUp } from './places.ts';
import { mapPlanes } from './planes.ts';

/** `image`: h x w x c. `deviation`: of the Gaussian, in pixels; under a quarter of a pixel nothing is done. */
export function softened(scope: SampleScope, image: Tensor, deviation: Distribution, name: string): Tensor {
  if (largest(deviation) < 0.25) return image;
  const sigma = scope.draw(name, deviation);
  const [soft] = ifElse(
    greater(sigma, 0.25),
    () => [blurred(scope, image, sigma)],
    () => [image],
  );
  return soft ?? image;
}

/** `sigma`: a float scalar in pixels. What would come from beyond the border, the pixels inside share. */
export function blurred(scope: SampleScope, image: Tensor, sigma: Tensor): Tensor {
  const down = gaussianMatrix(scope, dimension(image, 0), sigma);
  const isSquare = dimension(image, 0) === dimension(image, 1);
  const across = isSquare ? down : gaussianMatrix(scope, dimension(image, 1), sigma);
  // A mean of values from 0 to 1, up to rounding.
  return mapPlanes(image, (plane) => clipped(matmul(matmul(down, plane), across, { transposeB: true })));
}

// Row i holds the weights of all places for place i; they sum to 1.
function gaussianMatrix({ builder }: SampleScope, size: number, sigma: Tensor): Tensor {
  const distance = sub(countUp(builder, size, [size, 1]), countUp(builder, size, [1, size]));
  const weights = exp(mul(square(distance), div(-0.5, square(maximum(sigma, 0.05)))));
  return div(weights, sum(weights, { axes: [1], keepDims: true }));
}
