// How `anoseg diff` shows numbers: in as many digits as make the difference.
import { expect, test } from 'vitest';
import { differencesText } from '../../../src/cli/commands/diff/diff-text.ts';
import type { Difference } from '../../../src/runtime/compare/difference.ts';

function difference(area: Difference['area'], name: string, a: string, b: string): Difference {
  return { area, name, a, b, places: [null, null], follows: false };
}

const differences = [
  difference('cost', 'bytes of the process', '500847923', '500876806'),
  difference('cost', 'multiply-adds a step', '245000000', '246000000'),
  difference('metrics', 'iou', '0.020834163491630472', '0.020813117187054055'),
  difference('metrics', 'best_iou', '0.12345678', '0.12345671'),
  difference('metrics', 'aupro', '0.5', '0.6'),
];
const shown = (all: boolean) =>
  differencesText({ differences, changes: [], consequences: [] }, ['a', 'b'], all, Number.POSITIVE_INFINITY);

test('figures have the digits that tell them apart', () => {
  expect(shown(false)).toContain('iou       0.02083 → 0.02081');
  expect(shown(false)).toContain('best_iou  0.1234568 → 0.1234567');
  expect(shown(false)).toContain('aupro     0.5 → 0.6');
});

test('cost that is the same in the digits shown is left out, but for --all', () => {
  expect(shown(false)).not.toContain('bytes of the process');
  expect(shown(false)).toContain('multiply-adds a step  245 M → 246 M');
  expect(shown(true)).toContain('bytes of the process  500847923 → 500876806');
});
