// What default shapes cover of images of 32 pixels: a stain and a scratch, not a quarter of it.
import { expect } from 'vitest';
import { black, everySample } from './operations/pixels.ts';
import { testExamples } from './operations/sample-contract.ts';
import { meanOf } from './operations/statistics.ts';

const most = { 'scar()': 0.03, 'box()': 0.07, 'lines()': 0.08, 'polyline()': 0.05 };

testExamples(
  Object.entries(most).map(([shape, share]) => ({
    title: shape,
    augment: `synthetic, mask = image -> paste(image -> invert(), ${shape})`,
    pictures: black(20, 32, 32),
    steps: 10,
    verify(drawn) {
      const areas = everySample(drawn).map(({ mask }) => meanOf(mask.data));
      expect(meanOf(areas)).toBeLessThan(share);
      // Something of nearly every one can be seen, and so can be learnt.
      expect(areas.filter((area) => area * 32 * 32 < 6).length).toBeLessThan(areas.length / 5);
    },
  })),
);
