// Cases of what says where something is.
import { expect } from 'vitest';
import { expectClose } from '../../primitives/compare.ts';
import type { Values } from '../../primitives/example.ts';
import type { SampleCase, SampleExample } from '../case.ts';
import { black, everySample, pictures, sampleOf } from '../pixels.ts';
import { expectUniform, meanOf } from '../statistics.ts';
import { fedPicture, fixturePicture, fixtures } from './fixtures.ts';

const { masks } = fixtures;
const [height = 0, width = 0] = fixtures.image.shape;

export const object: SampleCase = {
  oracle: 'np.median and scipy.ndimage (fixture)',
  examples: [
    {
      title: 'what differs from the border',
      // Where the object is, the donor shows.
      augment: `synthetic, mask = image -> paste(image -> invert(), box(width: ${width}px, height: ${height}px), inside: object(image, difference: 10.3%, median: 3px, closing: 5px), overlap: 0%)`,
      pictures: fixturePicture,
      fixed: true,
      verify: ({ steps: [first] }) => first && expectClose(sampleOf(first.mask, 0), masks.object, 0, 'the object'),
    },
    {
      title: 'nothing, on a plain picture',
      augment: 'synthetic, mask = image -> paste(image -> invert(), ellipse(), inside: object(image))',
      pictures: pictures([4, 12, 12, 3], (_, __, k) => 30 + k),
      fixed: true,
      verify: ({ steps: [first] }) => expect(meanOf(first?.mask.data ?? [])).toBe(0),
    },
  ],
};

export const relabel: SampleCase = {
  oracle: 'NumPy and scipy.ndimage (fixtures); redraws counted',
  examples: [
    label('difference, median and closing', 'binary', masks.relabel, 0),
    label('how much it changed', 'intensity', masks.intensity, 1e-5),
    label('a logistic function of it', 'logistic', masks.logistic, 1e-5),
    {
      title: 'what changes too little is drawn again',
      augment:
        'synthetic, mask = image -> paste(image -> invert(), box(width: 1px..8px, height: 6px)) -> relabel(median: 0px, at_least: 24, redraw: 20)',
      pictures: black(100, 16, 16),
      steps: 3,
      verify(drawn) {
        // Half a pixel of a side is a pixel or none.
        const areas = everySample(drawn).map(({ mask }) => meanOf(mask.data) * 256);
        for (const area of areas) expect(area).toBeGreaterThanOrEqual(24);
        const redraws = drawn.steps.flatMap((step) => [...step.redraws]);
        const again = redraws.filter((count) => count > 0).length / redraws.length;
        expect(again).toBeGreaterThan(0.3);
        expect(again).toBeLessThan(0.6);
      },
    },
    {
      title: 'what is too large is drawn again',
      augment:
        'synthetic, mask = image -> paste(image -> invert(), box(width: 16px, height: 2px..14px)) -> relabel(median: 0px, at_most: 40%, redraw: 40)',
      pictures: black(100, 16, 16),
      steps: 3,
      verify(drawn) {
        const rows = everySample(drawn).map(({ mask }) => meanOf(mask.data) * 16);
        for (const count of rows) expect(count).toBeLessThanOrEqual(6.4);
        expectUniform(
          rows.map((count, i) => count + ((i * 0.618) % 1) - 0.5),
          1.5,
          6.5,
          0.5,
        );
      },
    },
    {
      title: 'a no-op is given up after all redraws, and nothing is marked',
      augment: 'synthetic, mask = image -> paste(image, ellipse(area: 20%)) -> relabel(redraw: 3)',
      pictures: black(10, 16, 16),
      fixed: true,
      verify({ steps: [first] }) {
        expect([...(first?.redraws ?? [])]).toEqual(Array.from({ length: 10 }, () => 3));
        expect(meanOf(first?.mask.data ?? [1])).toBe(0);
      },
    },
  ],
};

function label(title: string, kind: string, expected: Values, tolerance: number): SampleExample {
  return {
    title,
    augment: `synthetic, mask = image -> paste(other_image, box(width: ${width}px, height: ${height}px))
      -> relabel(difference: 10.3%, median: 3px, closing: 5px, label: ${kind}, smooth: 5px)`,
    pictures: fixturePicture,
    donors: { ...fedPicture(fixtures.donor), shape: [1, 1, ...fixtures.donor.shape] },
    fixed: true,
    verify: ({ steps: [first] }) => first && expectClose(sampleOf(first.mask, 0), expected, tolerance, kind),
  };
}
