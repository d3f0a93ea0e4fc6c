// Tables on terminals of any width, with wide characters; whole where nothing is to be folded.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columns, foldedRows, foldedText, tables } from '../../../src/cli/shell/columns.ts';
import { textWidth } from '../../../src/ui/text/text.ts';

const cell = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
  fc.constantFrom('瓶子-异常分割', 'runs/quickstart-1a2b3c4d-1', '', 'é'.repeat(50)),
);
const rows = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 });
const alignment = ['left', 'right', 'left', 'right'] as const;
const width = fc.integer({ min: 24, max: 200 });

test('whatever the cells hold, no line is wider than the terminal', () => {
  fc.assert(
    fc.property(rows, width, (given, columns) => {
      const lines = [...tables(given, alignment, columns, '  '), ...foldedRows(given, alignment, columns, '  ').flat()];
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    }),
  );
});

test('without a width, as in a pipe, nothing is cut or folded', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const whole = columns(given, alignment, '  ');
      expect(tables(given, alignment, Number.POSITIVE_INFINITY, '  ')).toEqual(whole);
      expect(foldedRows(given, alignment, Number.POSITIVE_INFINITY, '  ')).toEqual(whole.map((line) => [line]));
    }),
  );
});

test('a table that is too wide goes on below, with its names', () => {
  const table = [
    ['run', 'image_auroc', 'pixel_auroc'],
    ['runs/quickstart-1', '0.9987', '0.9812'],
  ];
  expect(tables(table, ['left', 'right', 'right'], 30)).toEqual([
    'run           image_auroc',
    '…uickstart-1       0.9987',
    '',
    'run           pixel_auroc',
    '…uickstart-1       0.9812',
  ]);
});

test('a row that is too wide goes on below, folded', () => {
  const row = ['steps', '20000', 'pipelines/bottle.anoseg:31:15', '2 * width'];
  expect(foldedRows([row], ['left', 'left', 'left', 'left'], 40, '  ')).toEqual([
    ['  steps  20000', '    pipelines/bottle.anoseg:31:15', '    2 * width'],
  ]);
});

test('a sentence keeps its indent', () => {
  expect(foldedText('  what an operation does, in a sentence', 24, '  ')).toEqual([
    '  what an operation',
    '  does, in a sentence',
  ]);
});
