// Cases of primitives that know images: other sizes, colours, projective maps.

import type { Tensor } from '../../../../src/graph/ir/tensor.ts';
import { adjustHue } from '../../../../src/graph/primitives/adjust-hue.ts';
import { adjustSaturation } from '../../../../src/graph/primitives/adjust-saturation.ts';
import { type Projection, projectiveTransform } from '../../../../src/graph/primitives/projective-transform.ts';
import { resizeBicubic } from '../../../../src/graph/primitives/resize-bicubic.ts';
import { resizeBilinear } from '../../../../src/graph/primitives/resize-bilinear.ts';
import { resizeBilinearGrad } from '../../../../src/graph/primitives/resize-bilinear-grad.ts';
import { resizeNearest } from '../../../../src/graph/primitives/resize-nearest.ts';
import { resizeNearestGrad } from '../../../../src/graph/primitives/resize-nearest-grad.ts';
import fixtures from '../../../fixtures/primitives/values.json' with { type: 'json' };
import { type Example, example, type PrimitiveCase, type Values } from '../example.ts';
import { anywhere, bytes, float32s, integers, ofUnknownBatch } from '../samples.ts';
import { gathered, linearWeights, nearestWeights, resampled } from './naive-resizing.ts';
import { rank4 } from './ranks.ts';

const sides = [
  { image: [1, 2, 3, 1], height: 4, width: 6 },
  { image: [2, 3, 2, 2], height: 5, width: 3 },
  { image: [1, 5, 4, 1], height: 2, width: 3 },
  { image: [1, 1, 1, 2], height: 3, width: 2 },
  { image: [1, 3, 3, 1], height: 3, width: 3 },
] as const;

export const imageCases = {
  AdjustHue: { examples: fixtures.AdjustHue.map((row) => colours(adjustHue, row)) },
  AdjustSaturation: { examples: fixtures.AdjustSaturation.map((row) => colours(adjustSaturation, row)) },
  ImageProjectiveTransformV3: { examples: fixtures.ImageProjectiveTransformV3.map(projected) },
  ResizeBicubic: { examples: fixtures.ResizeBicubic.map(cubic) },
  ResizeBilinear: bilinearCase(),
  ResizeBilinearGrad: bilinearGradCase(),
  ResizeNearestNeighbor: nearestCase(),
  ResizeNearestNeighborGrad: nearestGradCase(),
};

type Side = (typeof sides)[number];

function titleOf({ image, height, width }: Side): string {
  return `${image.join(' x ')} to ${height} x ${width}`;
}

function bilinearCase(): PrimitiveCase {
  return {
    examples: [
      ...sides.flatMap((side) => {
        const shared = {
          title: titleOf(side),
          inputs: [anywhere(side.image)],
          build: ([x]: readonly [Tensor]) => resizeBilinear(x, side),
        } as const;
        return [
          example({
            ...shared,
            // tfjs's default places pixels by their corners, not by their centres.
            tfjs: (tf, [x]) => tf.image.resizeBilinear(rank4(x), [side.height, side.width], false, true),
            tfjsGradient: 'tfjs leaves out half_pixel_centers there',
          }),
          example({ ...shared, formula: ([x]) => resampled(x, side, linearWeights), wrt: [] }),
        ];
      }),
      example({
        title: 'uint8 becomes float32',
        inputs: [bytes([1, 2, 2, 1])],
        build: ([x]) => resizeBilinear(x, { height: 3, width: 4 }),
        formula: ([x]) => resampled(x, { height: 3, width: 4 }, linearWeights),
      }),
      example({
        title: 'unknown batch',
        inputs: [ofUnknownBatch(anywhere([2, 2, 2, 1]))],
        build: ([x]) => resizeBilinear(x, { height: 4, width: 4 }),
        formula: ([x]) => resampled(x, { height: 4, width: 4 }, linearWeights),
      }),
    ],
  };
}

function nearestCase(): PrimitiveCase {
  return {
    examples: [
      ...sides.map((side) =>
        example({
          title: titleOf(side),
          inputs: [anywhere(side.image)],
          build: ([x]) => resizeNearest(x, side),
          formula: ([x]) => resampled(x, side, nearestWeights),
        }),
      ),
      example({
        title: 'int32',
        inputs: [integers(0, 9)([1, 2, 2, 1])],
        build: ([x]) => resizeNearest(x, { height: 4, width: 3 }),
        formula: ([x]) => resampled(x, { height: 4, width: 3 }, nearestWeights),
      }),
    ],
  };
}

function bilinearGradCase(): PrimitiveCase {
  return {
    examples: sides.map((side) =>
      example({
        title: titleOf(side),
        inputs: [anywhere([side.image[0], side.height, side.width, side.image[3]], 'dy'), anywhere(side.image)],
        build: ([dy, image]) => resizeBilinearGrad(dy, image),
        formula: ([dy]) => gathered(dy, side.image, linearWeights),
      }),
    ),
  };
}

function nearestGradCase(): PrimitiveCase {
  return {
    examples: sides.map((side) =>
      example({
        title: titleOf(side),
        inputs: [anywhere([side.image[0], side.height, side.width, side.image[3]], 'dy')],
        build: ([dy]) => resizeNearestGrad(dy, { height: side.image[1], width: side.image[2] }),
        formula: ([dy]) => gathered(dy, side.image, nearestWeights),
      }),
    ),
  };
}

interface Colours {
  readonly images: Values;
  readonly amount: number;
  readonly expected: Values;
}

function colours(build: (images: Tensor, amount: Tensor) => Tensor, { images, amount, expected }: Colours): Example {
  return example({
    title: `${images.shape.join(' x ')}, ${amount}`,
    inputs: [float32s(images.shape, Array.from(images.data)), float32s([], [amount])],
    build: ([given, by]) => build(given, by),
    fixture: expected,
  });
}

function cubic({ images, height, width, expected }: (typeof fixtures.ResizeBicubic)[number]): Example {
  return example({
    title: `${images.shape.join(' x ')} to ${height} x ${width}`,
    inputs: [float32s(images.shape, images.data)],
    build: ([x]) => resizeBicubic(x, { height, width }),
    fixture: expected,
    // TensorFlow takes the kernel from a table of 1024 steps.
    tolerance: 1e-3,
  });
}

function projected(row: (typeof fixtures.ImageProjectiveTransformV3)[number]): Example {
  const { title, images, transforms, height, width, expected } = row;
  const interpolation = row.interpolation === 'nearest' ? 'nearest' : 'bilinear';
  return example({
    title,
    inputs: [float32s(images.shape, images.data), float32s(transforms.shape, transforms.data)],
    build: ([given, maps]) =>
      projectiveTransform(given, maps, { height, width, interpolation, outside: outsideOf(row) }),
    fixture: expected,
  });
}

function outsideOf({ outside }: { readonly outside: string }): Projection['outside'] {
  const known = (['constant', 'nearest', 'reflect', 'wrap'] as const).find((name) => name === outside);
  if (known === undefined) throw new Error(`the fixtures name ${outside}`);
  return known;
}
