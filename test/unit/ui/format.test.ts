import { describe, expect, test } from 'vitest';
import * as format from '../../../src/ui/text/format.ts';

test('counts', () => {
  expect([0, 999, 1000, 20_000, 1_234_567].map(format.formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '20,000',
    '1,234,567',
  ]);
});

test('a share is 100% at the end only', () => {
  expect([
    format.formatShare(0, 10),
    format.formatShare(19_999, 20_000),
    format.formatShare(7, 7),
    format.formatShare(1, 0),
  ]).toEqual(['0%', '99%', '100%', '0%']);
});

describe('durations', () => {
  test.each([
    [0, '0.0 s'],
    [2140, '2.1 s'],
    [9960, '10 s'],
    [59_400, '59 s'],
    [60_000, '1 min'],
    [761_000, '12 min 41 s'],
    [11_520_000, '3 h 12 min'],
    [187_200_000, '2 d 4 h'],
  ])('%d ms', (milliseconds, text) => {
    expect(format.formatDuration(milliseconds)).toBe(text);
  });

  test('a clock shows whole seconds that have passed', () => {
    expect(format.formatClock(1999)).toBe('1 s');
  });

  test('the longer the time left, the coarser it is told', () => {
    expect([12_300, 123_000, 1_234_000, 12_345_000].map(format.formatTimeLeft)).toEqual([
      '12 s',
      '2 min 5 s',
      '21 min',
      '3 h 25 min',
    ]);
  });
});

test('rates turn round where steps are slow', () => {
  expect([1234.5, 12.64, 1.005, 0.5537].map(format.formatRate)).toEqual([
    '1,235 steps/s',
    '12.6 steps/s',
    '1.00 steps/s',
    '1.81 s/step',
  ]);
});

test('losses', () => {
  expect(
    [0, 0.03123, 1.5, 12.3456, 345.678, 12_345.67, 1.234e-5, 1e7, -0.5, Number.NaN].map(format.formatLoss),
  ).toEqual(['0.0000', '0.0312', '1.5000', '12.346', '345.68', '12345.7', '1.23e-5', '1.00e+7', '-0.5000', 'nan']);
});

test('a folder is one word of the command that it stands in', () => {
  expect(format.shellWord('runs/a-1')).toBe('runs/a-1');
  expect(format.shellWord("it's here")).toBe("'it'\\''s here'");
});

test('the digest in short', () => {
  expect(format.shortDigest('sha256:4c5b1f9a0d2e77aa')).toBe('4c5b1f9a0d2e');
});
