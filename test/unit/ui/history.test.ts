import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addValue, emptyHistory, valuesOf } from '../../../src/ui/state/history.ts';
import { sparkline } from '../../../src/ui/text/sparkline.ts';

const levels = [...'12345678'];
const historyOf = (values: readonly number[]) => values.reduce(addValue, emptyHistory);

test('a short series is kept as it is', () => {
  expect(valuesOf(historyOf([3, 1, 2]))).toEqual([3, 1, 2]);
});

test('a long one is thinned, and still goes from the first value to the last', () => {
  const values = valuesOf(historyOf(Array.from({ length: 1_000_000 }, (_, i) => i)));
  expect(values.length).toBeLessThanOrEqual(256);
  expect(values.length).toBeGreaterThan(64);
  expect(values[0]).toBeLessThan(1_000_000 / 64);
  expect(values.at(-1)).toBeGreaterThan(1_000_000 - 1_000_000 / 64);
  expect(values).toEqual(values.toSorted((a, b) => a - b));
});

test('the mean of a series stays its mean, however long it is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 3000 }),
      (values) => {
        const { stride, points, sum } = historyOf(values);
        const total = points.reduce((all, point) => all + point * stride, sum);
        expect(total).toBeCloseTo(
          values.reduce((all, value) => all + value, 0),
          4,
        );
      },
    ),
  );
});

test('what is no number leaves no trace', () => {
  expect(valuesOf(historyOf([1, Number.NaN, Number.POSITIVE_INFINITY, 2]))).toEqual([1, 2]);
});

test('a sparkline rises and falls with the values', () => {
  expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8, levels)).toBe('12345678');
  expect(sparkline([2, 1, 2], 8, levels)).toBe('818');
});

test('where values spread over magnitudes, it shows their logarithms', () => {
  expect(sparkline([1000, 100, 10, 1], 4, levels)).toBe('8631');
  expect(sparkline([-1000, 100, 10, 1], 4, levels)).toBe('1877');
});

test('a flat series is a flat line in the middle', () => {
  expect(sparkline([5, 5, 5], 8, levels)).toBe('444');
});

test('it spans all values in the width that it has, whatever they are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 500 }),
      fc.integer({ min: 0, max: 80 }),
      (values, width) => {
        expect(sparkline(values, width, levels)).toHaveLength(Math.min(width, values.length));
      },
    ),
  );
});
