// Outlines against pycocotools, region by region: test/fixtures/coco/make.py.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findRegions } from '../../../src/metrics/pixels/regions.ts';
import { annotateRegions } from '../../../src/runtime/predict/coco.ts';

interface MaskCase {
  readonly name: string;
  /** Rows of 0 and 1. */
  readonly mask: readonly string[];
  readonly regions: readonly { readonly area: number; readonly bbox: readonly number[]; readonly counts: string }[];
}

const cases: readonly MaskCase[] = JSON.parse(
  readFileSync(new URL('../../fixtures/coco/masks.json', import.meta.url), 'utf8'),
);

describe('regions are written as pycocotools writes them', () => {
  test.each(cases)('$name', ({ mask, regions }) => {
    const [width, height] = [mask[0]?.length ?? 0, mask.length];
    const levels = Uint16Array.from(mask.join(''), (value) => (value === '1' ? 40_000 : 39_999));
    const image = { id: 3, file_name: 'a.png', width, height };
    const annotations = annotateRegions(findRegions(levels, width, height, 40_000), levels, image, 7);
    expect(annotations.map(({ area, bbox, segmentation }) => ({ area, bbox, counts: segmentation.counts }))).toEqual(
      regions,
    );
    annotations.forEach((annotation, i) => {
      expect(annotation).toMatchObject({ id: 7 + i, image_id: 3, category_id: 1, iscrowd: 0, score: 40_000 / 65_535 });
      expect(annotation.segmentation.size).toEqual([height, width]);
    });
  });
});

test('the score of a region is its highest pixel', () => {
  const levels = Uint16Array.of(9, 0, 5, 8, 0, 0);
  const image = { id: 1, file_name: 'a.png', width: 3, height: 2 };
  const scores = annotateRegions(findRegions(levels, 3, 2, 4), levels, image, 1).map(({ score }) => score * 65_535);
  expect(scores.map(Math.round)).toEqual([9, 5]);
});
