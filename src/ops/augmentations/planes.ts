// The channels of an image one by one. TensorFlow repeats a number over the last axis slowly, so what has
// a number for each channel, or mixes channels, works on planes (several times faster).
import { reshape } from '../../graph/primitives/reshape.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { stack } from '../../graph/primitives/stack.ts';
import { transpose } from '../../graph/primitives/transpose.ts';
import { dimension, type Tensor } from '../../graph/tensor.ts';

/** Of h x w x c: each channel, h x w. */
export function planesOf(image: Tensor): readonly Tensor[] {
  const side = [dimension(image, 0), dimension(image, 1)];
  const channels = Array.from({ length: dimension(image, 2) }, (_, start) => start);
  return channels.map((start) => reshape(slice(image, { axis: 2, start, size: 1 }), side));
}

/** The image h x w x c of its channels. */
export function imageOf(planes: readonly Tensor[]): Tensor {
  const [first] = planes;
  if (first !== undefined && planes.length === 1) return reshape(first, [...first.shape, 1]);
  return transpose(stack(planes), [1, 2, 0]);
}

/** Each channel changed on its own; `index` is its number. */
export function mapPlanes(image: Tensor, change: (plane: Tensor, index: number) => Tensor): Tensor {
  return imageOf(planesOf(image).map(change));
}
