// A transposed convolution as a plain one. Each pixel of the small image grows into stride x stride places; what a
// place sees of the small image is a window of kernel / stride pixels, so one convolution with a channel for each
// place and channel computes all of them (sub-pixel convolution, Shi et al. 2016), and they are woven together.
// TensorFlow has fused kernels for it that keep the filter in the order they like; for the transposed one it has not.
import { builderOf } from '../../graph/ir/builder.ts';
import { int32s } from '../../graph/ir/constant.ts';
import { type Attributes, dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { conv2d } from '../../graph/primitives/conv2d.ts';
import { gather } from '../../graph/primitives/gather.ts';
import { pad } from '../../graph/primitives/pad.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { transpose } from '../../graph/primitives/transpose.ts';
import type { Rule } from './fold-context.ts';
import { interleave } from './interleaving.ts';

/** Smaller images are mostly border, where this form computes more. */
const smallestSide = 4;

export const plainConvolution: Rule = ({ op, attributes }, [, filter, x], context) => {
  if (op !== 'Conv2DBackpropInput' || !filter || !x || !context.isWeightOnly(filter)) return undefined;
  const stride = strideOf(attributes);
  const sides = [dimension(x, 1), dimension(x, 2)] as const;
  const kernels = [dimension(filter, 0), dimension(filter, 1)] as const;
  if (stride === undefined || Math.min(...sides) < smallestSide) return undefined;
  if (kernels.some((kernel) => kernel % stride !== 0)) return undefined;
  const [rows, columns] = [windowsAlong(kernels[0], stride), windowsAlong(kernels[1], stride)];
  const padded = pad(x, [[0, 0], rows.padding, columns.padding, [0, 0]]);
  const phases = conv2d(padded, filterOfPlaces(filter, rows, columns), { stride: 1, padding: 'valid', dilation: 1 });
  return interleave(
    {
      phases,
      rows: { size: sides[0], starts: rows.starts },
      columns: { size: sides[1], starts: columns.starts },
    },
    context,
  );
};

// Undefined where the form does not fit: other paddings and dilations are not emitted for transposed convolutions.
function strideOf({ strides, dilations, padding }: Attributes): number | undefined {
  if (strides?.kind !== 'ints' || dilations?.kind !== 'ints' || padding?.kind !== 'string') return undefined;
  const isPlain = padding.value === 'SAME' && dilations.value.every((dilation) => dilation === 1);
  return isPlain && strides.value[1] === strides.value[2] ? strides.value[1] : undefined;
}

interface Windows {
  /** Zeros before and after. */
  readonly padding: readonly [before: number, after: number];
  /** For each place: where its first window begins in the padded image. */
  readonly starts: readonly number[];
  /** Of the filter's rows (or columns): for each pixel of a window, for each place. */
  readonly taps: readonly (readonly number[])[];
}

// The small pixel i reaches the grown pixel i * stride + tap - border. So the place p of pixel q sees tap
// p + border + stride * d of pixel q - d, for all d that keep the tap inside the kernel.
function windowsAlong(kernel: number, stride: number): Windows {
  const border = Math.floor((kernel - stride) / 2);
  const width = kernel / stride;
  const places = Array.from({ length: stride }, (_, place) => place);
  // The farthest pixel before q that a place sees; the others follow it.
  const before = places.map((place) => Math.floor((kernel - 1 - place - border) / stride));
  const most = Math.max(0, ...before);
  const after = Math.max(0, ...before.map((d) => width - 1 - d));
  return {
    padding: [most, after],
    starts: before.map((d) => most - d),
    taps: Array.from({ length: width }, (_, j) =>
      places.map((place) => place + border + stride * ((before[place] ?? 0) - j)),
    ),
  };
}

// kernel x kernel x out x in as window x window x in x (place row, place column, out).
function filterOfPlaces(filter: Tensor, rows: Windows, columns: Windows): Tensor {
  const { current } = builderOf(filter);
  const [out, inner] = [dimension(filter, 2), dimension(filter, 3)];
  const picked = [rows, columns].reduce(
    (sum, { taps }, axis) => gather(sum, current.constant(int32s(taps.flat())), axis),
    filter,
  );
  const [height, width] = [rows.taps.length, columns.taps.length];
  const [down, across] = [rows.starts.length, columns.starts.length];
  const apart = reshape(picked, [height, down, width, across, out, inner]);
  return reshape(transpose(apart, [0, 2, 5, 1, 3, 4]), [height, width, inner, down * across * out]);
}
