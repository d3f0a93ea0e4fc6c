import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultLines, thresholdLines } from '../../../src/ui/text/results.ts';
import { textWidth } from '../../../src/ui/text/text.ts';
import { metrics } from './scripted-run.ts';

const style = { ellipsis: '…', undefinedMark: '–' };
const cellsOf = (text: string) => text.trim().split(/ {2,}/);

describe('the table of results', () => {
  test('one row for all images and one for each kind of defect, columns in the order of the report', () => {
    const rows = resultLines(metrics, ['iou', 'image_auroc'], 80, style);
    expect(rows.map(({ kind }) => kind)).toEqual(['head', 'overall', 'defect', 'defect', 'defect']);
    expect(rows.map(({ text }) => cellsOf(text))).toEqual([
      ['images', 'iou', 'image_auroc'],
      ['all images', '83', '0.6120', '0.9987'],
      ['broken_large', '20', '0.6020', '0.9887'],
      ['broken_small', '22', '0.5920', '0.9787'],
      ['contamination', '21', '0.5820', '0.9687'],
    ]);
  });

  test('of several sources their mean and each stand below all images, in the place of the kinds', () => {
    const { images: _, best_threshold: __, ...mean } = metrics;
    const several = { ...metrics, mean, categories: { bottle: metrics, cable: { ...metrics, iou: null } } };
    const rows = resultLines(several, ['iou'], 80, style);
    expect(rows.map(({ text }) => cellsOf(text))).toEqual([
      ['images', 'iou'],
      ['all images', '83', '0.6120'],
      ['mean of 2 categories', '0.6120'],
      ['bottle', '83', '0.6120'],
      ['cable', '83', '–'],
    ]);
  });

  test('what is not defined, or not known, has a mark', () => {
    const [, overall] = resultLines(metrics, ['aupimo', 'no_such_metric', 'constructor', 'defects'], 80, style);
    expect(cellsOf(overall?.text ?? '')).toEqual(['all images', '83', '–', '–', '–', '–']);
  });

  test('whatever the kinds are called, it is as wide as there is room', () => {
    const name = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), fc.integer({ min: 24, max: 140 }), (kinds, width) => {
        const defects = Object.fromEntries(kinds.map((kind) => [kind, metrics]));
        const lines = resultLines(
          { ...metrics, defects },
          ['image_auroc', 'pixel_ap', 'aupro', 'best_iou'],
          width,
          style,
        );
        for (const { text } of lines) expect(textWidth(text)).toBeLessThanOrEqual(width);
        expect(lines.filter(({ kind }) => kind === 'defect').length % Math.max(1, Object.keys(defects).length)).toBe(0);
      }),
    );
  });
});

test('a threshold says where it came from', () => {
  expect(thresholdLines({ ...metrics, image_threshold: 0.5, image_threshold_from: null })).toEqual([
    'threshold 0.4312, from quantile(map, 99.5%) on holdout (21 normal images)',
    'image threshold 0.5000',
  ]);
  expect(thresholdLines({ ...metrics, threshold: null, threshold_from: null })).toEqual([
    'no threshold was found: figures that need one are undefined',
  ]);
});
