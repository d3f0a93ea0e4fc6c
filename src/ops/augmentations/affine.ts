// Turning, scaling and moving an image about its middle, interpolated between pixels.
import { float } from '../../graph/primitive.ts';
import { add } from '../../graph/primitives/add.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { div } from '../../graph/primitives/div.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { type Projection, projectiveTransform } from '../../graph/primitives/projective-transform.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sin } from '../../graph/primitives/sin.ts';
import { stack } from '../../graph/primitives/stack.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { dimension, type Tensor } from '../../graph/tensor.ts';
import type { SampleScope } from '../scopes.ts';

export interface AffineMap {
  /** Degrees, counter-clockwise. */
  readonly angle?: Tensor;
  /** How many times larger the content becomes, in x and y. */
  readonly scale?: readonly [x: Tensor, y: Tensor];
}

/** `image`: h x w x c. Float scalars describe the map. */
export function affine(
  scope: SampleScope,
  image: Tensor,
  { angle, scale }: AffineMap,
  outside: Projection['outside'],
  interpolation: Projection['interpolation'] = 'bilinear',
): Tensor {
  const [height, width] = [dimension(image, 0), dimension(image, 1)];
  const one = float(scope.builder, 1);
  const radians = mul(angle ?? float(scope.builder, 0), Math.PI / 180);
  const [cosine, sine] = [cos(radians), sin(radians)];
  const [scaleX, scaleY] = scale ?? [one, one];
  // Output pixel p shows input pixel M (p - middle) + middle, M the inverse of the map; y points down.
  const [a0, a1] = [div(cosine, scaleX), div(neg(sine), scaleX)];
  const [b0, b1] = [div(sine, scaleY), div(cosine, scaleY)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const a2 = sub(cx, add(mul(a0, cx), mul(a1, cy)));
  const b2 = sub(cy, add(mul(b0, cx), mul(b1, cy)));
  const zero = float(scope.builder, 0);
  const transforms = reshape(stack([a0, a1, a2, b0, b1, b2, zero, zero]), [1, 8]);
  const batch = reshape(image, [1, ...image.shape]);
  return reshape(projectiveTransform(batch, transforms, { height, width, interpolation, outside }), image.shape);
}
