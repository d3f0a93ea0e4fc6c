// Cases of layers that change sides or channels.
import { averagePoolLayer } from '../../../../src/ops/layers/average-pool.ts';
import { channelPool } from '../../../../src/ops/layers/channel-pool.ts';
import { concatLayer } from '../../../../src/ops/layers/concat.ts';
import { coordinates } from '../../../../src/ops/layers/coordinates.ts';
import { globalPool } from '../../../../src/ops/layers/global-pool.ts';
import { maxPoolLayer } from '../../../../src/ops/layers/max-pool.ts';
import { padLayer } from '../../../../src/ops/layers/pad.ts';
import { resize } from '../../../../src/ops/layers/resize.ts';
import { resizeLike } from '../../../../src/ops/layers/resize-like.ts';
import { sliceLayer } from '../../../../src/ops/layers/slice.ts';
import { upsample } from '../../../../src/ops/layers/upsample.ts';
import { rank4 } from '../../primitives/cases/ranks.ts';
import type { Tf, TfTensor, Values } from '../../primitives/example.ts';
import { anywhere, distinct } from '../../primitives/samples.ts';
import { layerCase } from '../case.ts';

const pooling = [
  { inputs: [distinct([2, 4, 6, 2])] },
  { inputs: [distinct([2, 6, 3, 1])], settings: { window: 3, stride: 3 } },
  { inputs: [distinct([2, 5, 7, 2])], settings: { window: 3, stride: 1 } },
  { inputs: [distinct([3, 6, 4, 1])], settings: { window: 3, stride: 2 } },
];
const poolingMisfits = [
  { inputs: [[2, 5, 4, 1]], code: 'indivisible-side' },
  { inputs: [[2, 4, 4, 1]], settings: { window: 5 }, code: 'kernel-too-large' },
] as const;
const halfPixels = 'tfjs differentiates as if pixel centres were no halves';

export const sizeCases = {
  averagePoolLayer: layerCase(averagePoolLayer, {
    oracle: 'tfjs avgPool',
    examples: pooling,
    misfits: poolingMisfits,
    tfjs: (tf, { x, settings: { window, stride } }) => tf.avgPool(rank4(x), window, stride, 'same'),
  }),
  channelPool: layerCase(channelPool, {
    oracle: 'tfjs mean and max',
    examples: [{ inputs: [distinct([2, 3, 5, 4])] }, { inputs: [distinct([2, 3, 5, 4])], settings: { method: 'max' } }],
    tfjs: (tf, { x, settings: { method } }) => (method === 'max' ? tf.max(x, 3, true) : tf.mean(x, 3, true)),
  }),
  concatLayer: layerCase(concatLayer, {
    oracle: 'tfjs concat',
    examples: [
      { inputs: [anywhere([2, 3, 5, 1]), anywhere([2, 3, 5, 4], 'b'), anywhere([2, 3, 5, 2], 'c')] },
      { inputs: [anywhere([2, 3, 5, 2])] },
    ],
    misfits: [
      {
        inputs: [
          [2, 4, 4, 1],
          [2, 4, 5, 1],
        ],
        code: 'shape-mismatch',
      },
    ],
    tfjs: (tf, { inputs }) => (inputs.length === 1 ? tf.clone(inputs[0] ?? tf.scalar(0)) : tf.concat([...inputs], 3)),
  }),
  coordinates: layerCase(coordinates, {
    oracle: 'i / (n - 1) * 2 - 1, and the root of the sum of squares, by a formula',
    noGradient: 'it depends on nothing',
    examples: [{ inputs: [anywhere([2, 3, 5, 1])] }, { inputs: [anywhere([2, 4, 1, 3])], settings: { radius: true } }],
    formula: ({ x: { shape }, settings: { radius } }) => frame(shape, radius),
  }),
  globalPool: layerCase(globalPool, {
    oracle: 'tfjs mean and max',
    examples: [{ inputs: [distinct([2, 3, 5, 4])] }, { inputs: [distinct([2, 3, 5, 4])], settings: { method: 'max' } }],
    tfjs: (tf, { x, settings: { method } }) => (method === 'max' ? tf.max(x, [1, 2], true) : tf.mean(x, [1, 2], true)),
  }),
  maxPoolLayer: layerCase(maxPoolLayer, {
    oracle: 'tfjs maxPool',
    examples: pooling,
    misfits: poolingMisfits,
    tfjs: (tf, { x, settings: { window, stride } }) => tf.maxPool(rank4(x), window, stride, 'same'),
  }),
  padLayer: layerCase(padLayer, {
    oracle: 'tfjs pad and mirrorPad',
    examples: [
      { inputs: [anywhere([2, 3, 5, 2])], settings: { size: 2 } },
      { inputs: [anywhere([2, 3, 5, 2])], settings: { size: 1, bottom: 2, left: 3 } },
      { inputs: [anywhere([2, 3, 5, 2])] },
      {
        inputs: [anywhere([2, 3, 5, 2])],
        settings: { size: 1, top: 1, right: 3, method: 'reflect' },
        tfjsGradient: 'tfjs does not differentiate mirrorPad',
      },
    ],
    misfits: [{ inputs: [[2, 3, 5, 1]], settings: { size: 3, method: 'reflect' }, code: 'operation-fails' }],
    tfjs: (tf, { x, settings: { size, method, top, bottom, left, right } }) => {
      const sides: [number, number][] = [
        [0, 0],
        [size + top, size + bottom],
        [size + left, size + right],
        [0, 0],
      ];
      return method === 'zero' ? tf.pad(x, sides) : tf.mirrorPad(x, sides, 'reflect');
    },
  }),
  resize: layerCase(resize, {
    oracle: 'tfjs resizeNearestNeighbor and resizeBilinear',
    tfjsGradient: halfPixels,
    examples: [
      { inputs: [anywhere([2, 3, 5, 2])], settings: { height: 7, width: 9 } },
      { inputs: [anywhere([2, 6, 7, 1])], settings: { height: 3, width: 2 } },
      { inputs: [anywhere([2, 3, 5, 2])], settings: { height: 7, width: 4, method: 'bilinear' } },
    ],
    tfjs: (tf, { x, settings }) => resized(tf, x, settings),
  }),
  resizeLike: layerCase(resizeLike, {
    oracle: 'tfjs resizeNearestNeighbor and resizeBilinear',
    tfjsGradient: halfPixels,
    examples: [
      { inputs: [anywhere([2, 3, 5, 2]), anywhere([2, 7, 9, 4], 'b')] },
      { inputs: [anywhere([2, 3, 5, 2]), anywhere([2, 6, 5, 1], 'b')], settings: { method: 'bilinear' } },
    ],
    tfjs: (tf, { x, other, settings: { method } }) => {
      const [, height = 1, width = 1] = other.shape;
      return resized(tf, x, { height, width, method });
    },
  }),
  sliceLayer: layerCase(sliceLayer, {
    oracle: 'tfjs slice',
    examples: [
      { inputs: [anywhere([2, 3, 5, 4])], settings: { channels: [1, 2] } },
      { inputs: [anywhere([2, 3, 5, 4])], settings: { channels: [3, 3], rows: [0, 1], columns: [2, 4] } },
      { inputs: [anywhere([2, 3, 5, 4])] },
    ],
    misfits: [
      { inputs: [[2, 3, 5, 3]], settings: { channels: [0, 3] }, code: 'operation-fails' },
      { inputs: [[2, 3, 5, 3]], settings: { rows: [3, 3] }, code: 'operation-fails' },
    ],
    tfjs: (tf, { x, settings: { channels, rows, columns } }) => {
      const part = (range: typeof rows, axis: number) =>
        range === 'all' ? ([0, x.shape[axis] ?? 0] as const) : ([range[0], range[1] - range[0] + 1] as const);
      const parts = [part('all', 0), part(rows, 1), part(columns, 2), part(channels, 3)];
      return tf.slice(
        x,
        parts.map(([from]) => from),
        parts.map(([, size]) => size),
      );
    },
  }),
  upsample: layerCase(upsample, {
    oracle: 'tfjs resizeNearestNeighbor and resizeBilinear',
    tfjsGradient: halfPixels,
    examples: [
      { inputs: [anywhere([2, 3, 5, 2])] },
      { inputs: [anywhere([2, 1, 4, 1])], settings: { factor: 3 } },
      { inputs: [anywhere([2, 3, 5, 2])], settings: { method: 'bilinear' } },
      { inputs: [anywhere([2, 2, 3, 1])], settings: { factor: 4, method: 'bilinear' } },
    ],
    tfjs: (tf, { x, settings: { factor, method } }) => {
      const [, height = 1, width = 1] = x.shape;
      return resized(tf, x, { height: height * factor, width: width * factor, method });
    },
  }),
};

interface Resizing {
  readonly height: number;
  readonly width: number;
  readonly method: 'nearest' | 'bilinear';
}

function resized(tf: Tf, x: TfTensor, { height, width, method }: Resizing): TfTensor {
  const by = method === 'nearest' ? tf.image.resizeNearestNeighbor : tf.image.resizeBilinear;
  return by(rank4(x), [height, width], false, true);
}

function frame([n = 1, h = 1, w = 1]: readonly number[], radius: boolean): Values {
  const along = (i: number, size: number) => (size === 1 ? 0 : -1 + (2 * i) / (size - 1));
  const data: number[] = [];
  for (let i = 0; i < n * h * w; i++) {
    const [x, y] = [along(i % w, w), along(Math.floor(i / w) % h, h)];
    data.push(x, y, ...(radius ? [Math.sqrt(x * x + y * y)] : []));
  }
  return { shape: [n, h, w, radius ? 3 : 2], data };
}
