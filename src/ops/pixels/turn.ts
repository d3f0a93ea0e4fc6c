// An image turned about its middle, interpolated between pixels.

import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { type Projection, projectiveTransform } from '../../graph/primitives/projective-transform.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sin } from '../../graph/primitives/sin.ts';
import { stack } from '../../graph/primitives/stack.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { float } from '../../graph/rules/primitive.ts';
import type { SampleScope } from '../core/scopes.ts';

/** `image`: h x w x c. `degrees`: a float scalar, counter-clockwise. `outside`: what comes in at the corners. */
export function turned(
  { builder }: SampleScope,
  image: Tensor,
  degrees: Tensor,
  outside: Projection['outside'],
): Tensor {
  const [height, width] = [dimension(image, 0), dimension(image, 1)];
  const radians = mul(degrees, Math.PI / 180);
  const [cosine, sine] = [cos(radians), sin(radians)];
  // Pixel p shows pixel M (p - middle) + middle, M the turn backwards; y points down.
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const x = [cosine, neg(sine), sub(cx, sub(mul(cosine, cx), mul(sine, cy)))];
  const y = [sine, cosine, sub(cy, add(mul(sine, cx), mul(cosine, cy)))];
  const zero = float(builder, 0);
  const transforms = reshape(stack([...x, ...y, zero, zero]), [1, 8]);
  const batch = reshape(image, [1, ...image.shape]);
  const projection = { height, width, interpolation: 'bilinear', outside } as const;
  return reshape(projectiveTransform(batch, transforms, projection), image.shape);
}
