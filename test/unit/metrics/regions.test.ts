// Regions against a flood fill, the definition of 8-connected.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findRegions, labelRegions } from '../../../src/metrics/pixels/regions.ts';

describe('labelRegions', () => {
  test('joins at corners, also where two branches meet late', () => {
    const { labels, count } = label(['#...#..', '.#.#..#', '..#...#', '......#']);
    expect(count).toBe(2);
    expect([...labels]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 2]);
  });

  test('does not join the end of a row with the start of the next', () => {
    expect(label(['..#', '#..', '..#']).count).toBe(3);
  });

  test('takes any nonzero value as a defect', () => {
    expect(labelRegions(Uint8Array.of(255, 1, 0, 7), 4, 1).count).toBe(2);
  });

  test('finds nothing in an empty mask and one region in a full one', () => {
    expect(label(['...', '...']).count).toBe(0);
    expect(label(['###', '###']).count).toBe(1);
  });

  test('equals a flood fill', () => {
    fc.assert(
      fc.property(masks(), ({ mask, width, height }) => {
        const { labels, count } = labelRegions(mask, width, height);
        expect({ labels: [...labels], count }).toEqual(floodFill(mask, width, height));
      }),
      { numRuns: 500 },
    );
  });
});

test('findRegions counts the pixels of each region', () => {
  fc.assert(
    fc.property(masks(), ({ mask, width, height }) => {
      const { sizes, pixels } = findRegions(mask, width, height);
      const { labels, count } = floodFill(mask, width, height);
      const counted = Array.from({ length: count }, (_, i) => labels.filter((l) => l === i + 1).length);
      expect([...sizes]).toEqual(counted);
      expect(pixels).toBe(mask.filter((value) => value > 0).length);
    }),
  );
});

function label(rows: readonly string[]) {
  const mask = Uint8Array.from(rows.join(''), (character) => (character === '#' ? 1 : 0));
  return labelRegions(mask, rows[0]?.length ?? 0, rows.length);
}

function masks() {
  const side = fc.integer({ min: 1, max: 9 });
  return fc
    .record({ width: side, height: side })
    .chain(({ width, height }) =>
      fc
        .uint8Array({ minLength: width * height, maxLength: width * height, max: 1 })
        .map((mask) => ({ mask, width, height })),
    );
}

function floodFill(mask: Uint8Array, width: number, height: number) {
  const labels = Array.from(mask, () => 0);
  let count = 0;
  mask.forEach((marked, start) => {
    if (marked === 0 || labels[start] !== 0) return;
    count++;
    const stack = [start];
    for (let pixel = stack.pop(); pixel !== undefined; pixel = stack.pop()) {
      if (mask[pixel] === 0 || labels[pixel] !== 0) continue;
      labels[pixel] = count;
      stack.push(...neighbours(pixel, width, height));
    }
  });
  return { labels, count };
}

function neighbours(pixel: number, width: number, height: number): readonly number[] {
  const [x, y] = [pixel % width, Math.floor(pixel / width)];
  const steps = [-1, 0, 1];
  return steps
    .flatMap((dy) => steps.map((dx) => ({ column: x + dx, row: y + dy })))
    .filter(({ column, row }) => column >= 0 && column < width && row >= 0 && row < height)
    .map(({ column, row }) => row * width + column);
}
