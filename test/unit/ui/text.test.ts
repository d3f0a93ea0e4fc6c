import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clean, cutEnd, cutStart, fold, padEnd, padStart, textWidth } from '../../../src/ui/text/text.ts';

const text = fc.string({ unit: 'binary', maxLength: 80 }).map(clean);
const width = fc.integer({ min: 2, max: 60 });

test('wide characters take two columns, combining ones none', () => {
  expect([textWidth('abc'), textWidth('异常'), textWidth('e\u0301'), textWidth('✓ ▁█')]).toEqual([3, 4, 1, 4]);
});

test('control characters and escape sequences are gone', () => {
  expect(clean('a\x1b[31mred\x1b[0m\r\nb\u202Ec')).toBe('ared bc');
});

test('what fits is not cut', () => {
  expect(cutEnd('abcdef', 6, '…')).toBe('abcdef');
  expect(cutEnd('abcdef', 5, '…')).toBe('abcd…');
  expect(cutStart('runs/a/b', 5, '…')).toBe('…/a/b');
  expect(cutEnd('异常检测', 5, '…')).toBe('异常…');
});

test('nothing cut, padded or folded is wider than asked', () => {
  fc.assert(
    fc.property(text, width, (any, columns) => {
      expect(textWidth(cutEnd(any, columns, '…'))).toBeLessThanOrEqual(columns);
      expect(textWidth(cutStart(any, columns, '...'))).toBeLessThanOrEqual(columns);
      expect(textWidth(padEnd(cutEnd(any, columns, '…'), columns))).toBe(columns);
      expect(textWidth(padStart(cutEnd(any, columns, '…'), columns))).toBe(columns);
      for (const line of fold(any, columns)) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    }),
  );
});

test('folding loses no word', () => {
  fc.assert(
    fc.property(text, width, (any, columns) => {
      expect(fold(any, columns).join('').replaceAll(' ', '')).toBe(any.replaceAll(' ', ''));
    }),
  );
  expect(fold('the disk is full', 9)).toEqual(['the disk', 'is full']);
});
