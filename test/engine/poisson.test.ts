// Poisson blending against a sparse solver and OpenCV's seamlessClone (numbers by test/fixtures/augmentations/make.py,
// which also compares the two), and against the equation itself where no library is exact.
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../src/graph/ir/builder.ts';
import { type Cloning, clonedChange } from '../../src/ops/pixels/poisson.ts';
import { type Cloned, fixtures } from './operations/augmentations/fixtures.ts';
import { image } from './operations/pixels.ts';
import { expectClose } from './primitives/compare.ts';
import type { Values } from './primitives/example.ts';
import { float32s, random } from './primitives/samples.ts';
import { compute, feedOf, sampleInput } from './primitives/session.ts';

interface Clone {
  readonly image: Values;
  readonly donor: Values;
  readonly weight: Values;
}

/** Exact in floats: steps of the same size stay so, and mixed gradients choose alike. */
const unit = 1 / 256;

describe('beside a sparse solver and OpenCV', () => {
  const { image: own, donor, cases } = fixtures.cloning;

  it.each(cases.map((one, i) => [['an ellipse', 'a box'][i] ?? `${i}`, one] as const))('%s', (_, one: Cloned) => {
    const clone = { image: scaled(own, unit), donor: scaled(donor, unit), weight: one.weight };
    const normal = scaled(changeOf(clone, 'poisson'), 1 / unit);
    // The numbers are rounded to hundredths of a level.
    expectClose(normal, one.poisson, 5.1e-3, 'the change, in levels');
    expectClose(scaled(changeOf(clone, 'poisson_mixed'), 1 / unit), one.poisson_mixed, 5.1e-3, 'mixed, in levels');
    // OpenCV cuts off fractions of levels.
    const cloned = Array.from(own.data, (level, i) => Math.min(Math.max(level + (normal.data[i] ?? 0), 0), 255));
    const apart = cloned.map((level, i) => Math.abs(level - (one.normal_clone.data[i] ?? Number.NaN)));
    expect(Math.max(...apart)).toBeLessThan(1.02);
  });
});

// Each size of a patch is solved in the smallest window that holds it.
describe('the equation holds', () => {
  const [height, width] = [150, 141];
  const draw = random('pictures');
  const noise = () => image(height, width, 2, () => draw());
  const pictures = { image: noise(), donor: noise() };

  it.each([
    ['a small patch', 20, 24],
    ['a patch of the next window', 50, 40],
    ['a large patch', 100, 90],
    ['the whole image', 150, 141],
  ] as const)('%s', (_, rows, columns) => {
    const [top, left] = [Math.floor((height - rows) / 3), Math.floor((width - columns) / 2)];
    const inside = (y: number, x: number) => y >= top && y < top + rows && x >= left && x < left + columns;
    const weight = image(height, width, 1, (y, x) => (inside(y, x) ? 0.25 + 0.75 * draw() : 0));
    const change = changeOf({ ...pictures, weight }, 'poisson');
    const own = (y: number, x: number, k: number) => change.data[2 * (y * width + x) + k] ?? 0;
    const shown = (y: number, x: number) => y > 0 && x > 0 && y < height - 1 && x < width - 1;
    let [worst, outside] = [0, 0];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (const k of [0, 1]) {
          if (!(shown(y, x) && inside(y, x))) outside = Math.max(outside, Math.abs(own(y, x, k)));
          else {
            const around = own(y - 1, x, k) + own(y + 1, x, k) + own(y, x - 1, k) + own(y, x + 1, k);
            const residual = around - 4 * own(y, x, k) - source(y, x, k);
            worst = Math.max(worst, Math.abs(residual));
          }
        }
    expect(outside).toBe(0);
    expect(worst).toBeLessThan(2e-4);

    function source(y: number, x: number, k: number): number {
      return step(y, x, 0, 1, k) - step(y, x - 1, 0, 1, k) + step(y, x, 1, 0, k) - step(y - 1, x, 1, 0, k);
    }

    // The weight where a step starts, times how much steeper the donor is.
    function step(y: number, x: number, down: number, right: number, k: number): number {
      const w = shown(y, x) ? (weight.data[y * width + x] ?? 0) : 0;
      const at = ({ data }: Values, row: number, column: number) => data[2 * (row * width + column) + k] ?? 0;
      const slope = (picture: Values) => at(picture, y + down, x + right) - at(picture, y, x);
      return w * (slope(pictures.donor) - slope(pictures.image));
    }
  });

  it('nothing changes without a patch', () => {
    const weight = image(height, width, 1, () => 0);
    const change = changeOf({ ...pictures, weight }, 'poisson_mixed');
    expect(Array.from(change.data).every((value) => value === 0)).toBe(true);
  });
});

function changeOf(clone: Clone, how: Cloning): Values {
  const builder = new GraphBuilder();
  const [height = 0, width = 0] = clone.image.shape;
  const fed = (name: keyof Clone) => {
    const sample = float32s(clone[name].shape, Array.from(clone[name].data));
    return { tensor: sampleInput(builder, name, sample), feed: feedOf(sample) };
  };
  const [own, donor, weight] = [fed('image'), fed('donor'), fed('weight')];
  const pictures = { image: own.tensor, donor: donor.tensor, weight: weight.tensor };
  const change = clonedChange({ builder, height, width }, pictures, how);
  const feeds = { image: own.feed, donor: donor.feed, weight: weight.feed };
  const [result] = compute(builder, [change], feeds);
  if (result === undefined) throw new Error('nothing was computed');
  return { shape: result.shape, data: Float32Array.from(result.data) };
}

function scaled({ shape, data }: Values, by: number): Values {
  return { shape, data: Array.from(data, (value) => value * by) };
}
