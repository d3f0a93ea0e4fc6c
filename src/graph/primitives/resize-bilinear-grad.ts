// The gradient of resizeBilinear: each output's share goes back to the four pixels that made it.

import { dimension, type Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { resizeAttributes } from '../rules/resizing.ts';
import { resizeBilinear } from './resize-bilinear.ts';

export const ResizeBilinearGrad = definePrimitive<readonly [dy: Tensor, image: Tensor], void>({
  op: 'ResizeBilinearGrad',
  infer: ([, image]) => ({ shape: image.shape, dtype: image.dtype }),
  attributes: ([, image]) => resizeAttributes([image]),
  gradient: ({ inputs: [dy], dy: upstream }) => [
    resizeBilinear(upstream, { height: dimension(dy, 1), width: dimension(dy, 2) }),
    undefined,
  ],
});

/** `image`: what was resized; only its shape matters. */
export function resizeBilinearGrad(dy: Tensor, image: Tensor): Tensor {
  return single(ResizeBilinearGrad.apply([dy, image], undefined));
}
