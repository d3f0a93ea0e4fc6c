// The channels of an image one by one. TensorFlow repeats a number over the last axis slowly, so what has
// a number for each channel, or mixes channels, works on planes (several times faster).
import { builderOf } from '../../graph/ir/builder.ts';
import { float32s } from '../../graph/ir/constant.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { stack } from '../../graph/primitives/stack.ts';
import { transpose } from '../../graph/primitives/transpose.ts';
import { unstack } from '../../graph/primitives/unstack.ts';

/** Of h x w x c: each channel, h x w. */
export function planesOf(image: Tensor): readonly Tensor[] {
  return unstack(image, 2);
}

/** The image h x w x c of its channels. */
export function imageOf(planes: readonly Tensor[]): Tensor {
  const [first] = planes;
  if (first !== undefined && planes.length === 1) return reshape(first, [...first.shape, 1]);
  return transpose(stack(planes), [1, 2, 0]);
}

/** h x w x 1 as h x w x `channels`. A product with ones is twice as fast as what repeats the last axis. */
export function repeatedOver(channels: number, weight: Tensor): Tensor {
  if (channels === 1) return weight;
  const ones = builderOf(weight).current.constant(float32s(new Float32Array(channels).fill(1), [1, channels]));
  const [height, width] = [dimension(weight, 0), dimension(weight, 1)];
  return reshape(matmul(reshape(weight, [height * width, 1]), ones), [height, width, channels]);
}

/** Each channel changed on its own; `index` is its number. */
export function mapPlanes(image: Tensor, change: (plane: Tensor, index: number) => Tensor): Tensor {
  return imageOf(planesOf(image).map(change));
}
