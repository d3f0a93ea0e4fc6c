// Convolution and its two gradients by their definition, one product at a time: independent of TensorFlow and of tfjs.
import type { Convolution } from '../../../../src/graph/rules/convolution.ts';
import type { Values } from '../example.ts';
import { sizeOf } from '../samples.ts';

type Shape = readonly number[];

/** Shapes of one convolution; `depthwise` filters keep channels apart (kh x kw x c x multiplier). */
export interface Layout extends Convolution {
  /** n x h x w x c. */
  readonly image: Shape;
  /** kh x kw x c x channels. */
  readonly filter: Shape;
  readonly depthwise?: boolean;
}

/** The shape of what the convolution gives. */
export function outputShape(layout: Layout): Shape {
  const [n = 1, h = 1, w = 1] = layout.image;
  const [kh = 1, kw = 1, c = 1, m = 1] = layout.filter;
  return [n, along(layout, h, kh).count, along(layout, w, kw).count, layout.depthwise ? c * m : m];
}

/** The result of the convolution. */
export function convolved(layout: Layout, image: Values, filter: Values): Values {
  const data = new Float64Array(sizeOf(outputShape(layout)));
  visitProducts(layout, (x, f, y) => {
    data[y] = (data[y] ?? 0) + (image.data[x] ?? 0) * (filter.data[f] ?? 0);
  });
  return { shape: outputShape(layout), data };
}

/** The gradient with respect to the image. */
export function imageGradient(layout: Layout, filter: Values, dy: Values): Values {
  const data = new Float64Array(sizeOf(layout.image));
  visitProducts(layout, (x, f, y) => {
    data[x] = (data[x] ?? 0) + (dy.data[y] ?? 0) * (filter.data[f] ?? 0);
  });
  return { shape: layout.image, data };
}

/** The gradient with respect to the filter. */
export function filterGradient(layout: Layout, image: Values, dy: Values): Values {
  const data = new Float64Array(sizeOf(layout.filter));
  visitProducts(layout, (x, f, y) => {
    data[f] = (data[f] ?? 0) + (dy.data[y] ?? 0) * (image.data[x] ?? 0);
  });
  return { shape: layout.filter, data };
}

// Calls back with the places of image, filter and output of every product that the convolution sums.
function visitProducts(layout: Layout, visit: (x: number, f: number, y: number) => void): void {
  const [n = 1, h = 1, w = 1, c = 1] = layout.image;
  const [kh = 1, kw = 1, , m = 1] = layout.filter;
  const [, oh = 1, ow = 1, oc = 1] = outputShape(layout);
  const rows = along(layout, h, kh);
  const columns = along(layout, w, kw);
  for (const [b, oy, ox, ky, kx] of grid([n, oh, ow, kh, kw])) {
    const y = oy * layout.stride + ky * layout.dilation - rows.before;
    const x = ox * layout.stride + kx * layout.dilation - columns.before;
    if (y < 0 || y >= h || x < 0 || x >= w) continue;
    for (const [i, o] of grid([c, m])) {
      const channel = layout.depthwise ? i * m + o : o;
      visit(((b * h + y) * w + x) * c + i, ((ky * kw + kx) * c + i) * m + o, ((b * oh + oy) * ow + ox) * oc + channel);
    }
  }
}

// How many windows fit along a side, and how much border stands before it.
function along(
  { stride, dilation, padding }: Convolution,
  size: number,
  window: number,
): { count: number; before: number } {
  const reach = (window - 1) * dilation + 1;
  if (padding === 'valid') return { count: Math.floor((size - reach) / stride) + 1, before: 0 };
  const count = Math.ceil(size / stride);
  return { count, before: Math.floor(Math.max(0, (count - 1) * stride + reach - size) / 2) };
}

function grid<const S extends readonly number[]>(sizes: S): readonly { [K in keyof S]: number }[];
function grid(sizes: readonly number[]): readonly (readonly number[])[] {
  return sizes.reduce<readonly (readonly number[])[]>(
    (places, size) => places.flatMap((place) => Array.from({ length: size }, (_, i) => [...place, i])),
    [[]],
  );
}
