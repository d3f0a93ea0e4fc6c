// Cases of poolings and their gradients. Values that are all different, so that no window has two largest ones.

import { averagePool } from '../../../../src/graph/primitives/average-pool.ts';
import { averagePoolGrad } from '../../../../src/graph/primitives/average-pool-grad.ts';
import { maxPool } from '../../../../src/graph/primitives/max-pool.ts';
import { maxPoolGrad } from '../../../../src/graph/primitives/max-pool-grad.ts';
import { maxPoolGradGrad } from '../../../../src/graph/primitives/max-pool-grad-grad.ts';
import type { Pooling } from '../../../../src/graph/rules/pooling.ts';
import { type Example, example, type Sample, type Values } from '../example.ts';
import { anywhere, distinct, ofUnknownBatch, sizeOf } from '../samples.ts';
import { outputShape } from './naive-convolution.ts';
import { rank4 } from './ranks.ts';

type Shape = readonly number[];
type Layout = Pooling & { readonly image: Shape };

const layouts: readonly Layout[] = [
  { image: [2, 4, 6, 2], window: 2, stride: 2, padding: 'same' },
  { image: [1, 5, 7, 1], window: 2, stride: 2, padding: 'same' },
  { image: [1, 5, 4, 3], window: 3, stride: 1, padding: 'same' },
  { image: [1, 7, 6, 1], window: 3, stride: 2, padding: 'valid' },
  { image: [2, 1, 1, 2], window: 2, stride: 2, padding: 'same' },
];

export const poolingCases = {
  AvgPool: {
    examples: layouts.flatMap((layout) => {
      const made = example({
        title: titleOf(layout),
        inputs: [anywhere(layout.image)],
        build: ([x]) => averagePool(x, layout),
        tfjs: (tf, [x]) => tf.avgPool(rank4(x), layout.window, layout.stride, layout.padding),
      });
      return [made, ofBatches(made)];
    }),
  },
  AvgPoolGrad: {
    examples: layouts.flatMap((layout) => {
      const made = (shape: readonly (number | null)[]) =>
        example({
          title: titleOf(layout),
          inputs: [anywhere(pooled(layout), 'dy')],
          build: ([dy]) => averagePoolGrad(shape, dy, layout),
          formula: ([dy]) => spread(layout, dy, (window) => window.map(() => 1 / window.length)),
        });
      return [made(layout.image), ofBatches(made([null, ...layout.image.slice(1)]))];
    }),
  },
  MaxPool: {
    examples: layouts.flatMap((layout) => {
      const made = example({
        title: titleOf(layout),
        inputs: [distinct(layout.image)],
        build: ([x]) => maxPool(x, layout),
        tfjs: (tf, [x]) => tf.maxPool(rank4(x), layout.window, layout.stride, layout.padding),
      });
      return [made, ofBatches(made)];
    }),
  },
  MaxPoolGrad: {
    examples: layouts.map((layout) => {
      const x = distinct(layout.image);
      return example({
        title: titleOf(layout),
        inputs: [x, largest(layout, x), anywhere(pooled(layout), 'dy')],
        wrt: [2],
        build: ([image, y, dy]) => maxPoolGrad(image, y, dy, layout),
        formula: ([image, , dy]) => spread(layout, dy, (window) => firstOfLargest(window, image)),
      });
    }),
  },
  MaxPoolGradGrad: {
    examples: layouts.map((layout) => {
      const x = distinct(layout.image);
      return example({
        title: titleOf(layout),
        inputs: [x, largest(layout, x), anywhere(layout.image, 'upstream')],
        wrt: [2],
        build: ([image, y, upstream]) => maxPoolGradGrad(image, y, upstream, layout),
        formula: ([image, , upstream]) => picked(layout, image, upstream),
      });
    }),
  },
};

function ofBatches(made: Example): Example {
  return { ...made, title: `${made.title}, unknown batch`, inputs: made.inputs.map(ofUnknownBatch), wrt: [] };
}

function titleOf({ image, window, stride, padding }: Layout): string {
  return `${image.join(' x ')} by ${window}, stride ${stride}, ${padding}`;
}

// A pooling has the windows of a depthwise convolution.
function pooled({ image, window, stride, padding }: Layout): Shape {
  const filter = [window, window, image[3] ?? 1, 1];
  return outputShape({ image, filter, stride, padding, dilation: 1, depthwise: true });
}

/** The places in the image of each window, by the window's place in the result. */
function windowsOf(layout: Layout): readonly (readonly number[])[] {
  const { window, stride, padding } = layout;
  const [, h = 1, w = 1, c = 1] = layout.image;
  const [n = 1, rows = 1, columns = 1] = pooled(layout);
  const before = (side: number, count: number) =>
    padding === 'valid' ? 0 : Math.floor(Math.max(0, (count - 1) * stride + window - side) / 2);
  const inside = (index: number, side: number, count: number) =>
    Array.from({ length: window }, (_, k) => index * stride - before(side, count) + k).filter(
      (i) => i >= 0 && i < side,
    );
  return Array.from({ length: n * rows * columns * c }, (_, place) => {
    const [channel, column] = [place % c, Math.floor(place / c) % columns];
    const [row, sample] = [Math.floor(place / c / columns) % rows, Math.floor(place / c / columns / rows)];
    const xs = inside(column, w, columns);
    return inside(row, h, rows).flatMap((y) => xs.map((x) => ((sample * h + y) * w + x) * c + channel));
  });
}

function spread(layout: Layout, dy: Values, shares: (window: readonly number[]) => readonly number[]): Values {
  const data = new Float64Array(sizeOf(layout.image));
  windowsOf(layout).forEach((window, place) => {
    shares(window).forEach((share, i) => {
      const at = window[i] ?? 0;
      data[at] = (data[at] ?? 0) + share * (dy.data[place] ?? 0);
    });
  });
  return { shape: layout.image, data };
}

function firstOfLargest(window: readonly number[], image: Values): readonly number[] {
  const values = window.map((at) => image.data[at] ?? 0);
  const best = values.indexOf(Math.max(...values));
  return values.map((_, i) => (i === best ? 1 : 0));
}

function picked(layout: Layout, image: Values, from: Values): Values {
  const data = windowsOf(layout).map((window) => {
    const best = firstOfLargest(window, image).indexOf(1);
    return from.data[window[best] ?? 0] ?? 0;
  });
  return { shape: pooled(layout), data };
}

function largest(layout: Layout, image: Sample): Sample {
  return { dtype: 'float32', ...picked(layout, image, image) };
}
