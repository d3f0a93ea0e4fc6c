// The built-in sets as a user meets them: the same everywhere, complete, varied, with honest ground
// truth, and not solvable by comparing with the mean picture.

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { OutsideError } from '../../../src/diagnostics/outside-error.ts';
import { gear } from '../../../src/drawn-set/gear.ts';
import { namedDraws } from '../../../src/drawn-set/named-draws.ts';
import { type Drawing, sampleKinds, sampleSet } from '../../../src/drawn-set/sample.ts';
import { weave } from '../../../src/drawn-set/weave.ts';
import { meanDifferenceAurocs } from './mean-difference.ts';

const kinds = { gear, weave };

/** SHA-256 over all pixels and masks at 64 px: recorded on Node 20, the same on 22 and 24. */
const digests: Readonly<Record<string, string>> = {
  gear: '1adca0790cf769781cb1a0ff674be002aa845b9cf21edf73b57de09052d96060',
  weave: 'a170fd90ec983de9f8bb7f79e0341be2d410dedf4285c0c4b8bfca708559acf5',
};

const meanOf = (values: Uint8Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each([...sampleKinds])('sample("%s")', (kind) => {
  let train: readonly Drawing[] = [];
  let test: readonly Drawing[] = [];
  beforeAll(() => {
    const set = sampleSet(kind, { side: 64 });
    train = set.train.map((sample) => sample.draw());
    test = set.test.map((sample) => sample.draw());
  });

  it('is the same on every machine and Node version', () => {
    const hash = createHash('sha256');
    for (const { image, mask } of [...train, ...test]) hash.update(image.data).update(mask ?? '');
    expect(hash.digest('hex')).toBe(digests[kind]);
  });

  it('draws an image alike, whatever was drawn before and however many there are', () => {
    const few = sampleSet(kind, { side: 32, count: { train: 1, good: 1, defective: 2 } });
    const wanted = few.test.at(-1);
    const same = sampleSet(kind, { side: 32 }).test.find(
      ({ name, defect }) => name === wanted?.name && defect === wanted.defect,
    );
    expect(same).toBeDefined();
    expect(same?.draw()).toEqual(wanted?.draw());
    expect(same?.draw()).toEqual(wanted?.draw());
  });

  it('has a good training set, and a test set of good and defective images', () => {
    const set = sampleSet(kind, { side: 32 });
    expect(set.train).toHaveLength(96);
    expect(set.train.every(({ defect }) => defect === 'good')).toBe(true);
    const defects = new Set(set.test.map(({ defect }) => defect));
    expect(defects.size).toBeGreaterThanOrEqual(6);
    for (const defect of defects) {
      const names = set.test.filter((sample) => sample.defect === defect).map(({ name }) => name);
      expect(names).toHaveLength(defect === 'good' ? 12 : 8);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each([32, 75, 512])('draws pictures of %i pixels', (side) => {
    const set = sampleSet(kind, { side, count: { train: 1, good: 0, defective: 1 } });
    for (const sample of [set.train[0], set.test.at(-1)]) {
      const { image, mask } = sample?.draw() ?? {};
      expect(image).toMatchObject({ width: side, height: side });
      expect(image?.data.length).toBe(side * side * 3);
      expect(mask?.length).toBe(sample?.defect === 'good' ? undefined : side * side);
      if (mask) expect(new Set(mask)).toEqual(new Set([0, 255]));
    }
  });

  it('shows the same scene at every size', () => {
    const small = test.at(-1)?.image;
    const large = sampleSet(kind, { side: 128 }).test.at(-1)?.draw().image;
    if (!small || !large) throw new Error('the test set is empty');
    // Each small pixel against the mean of the four that it covers.
    const apart = small.data.map((value, i) => {
      const [pixel, channel] = [Math.floor(i / 3), i % 3];
      const [row, column] = [Math.floor(pixel / 64), pixel % 64];
      const at = (dy: number, dx: number) => large.data[3 * ((2 * row + dy) * 128 + 2 * column + dx) + channel] ?? 0;
      return Math.abs(value - (at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4);
    });
    expect(apart.reduce((sum, value) => sum + value, 0) / apart.length).toBeLessThan(6);
  });

  it('varies from one good image to the next, in light and in place', () => {
    const pictures = train.map(({ image }) => image.data);
    expect(new Set(pictures.map((data) => Buffer.from(data).toString('base64'))).size).toBe(train.length);
    const levels = pictures.map(meanOf);
    expect(Math.max(...levels) / Math.min(...levels)).toBeGreaterThan(1.2);
    expect(Math.min(...levels)).toBeGreaterThan(40);
    expect(Math.max(...levels)).toBeLessThan(200);
  });

  it('cannot be solved by the difference to the mean normal image', () => {
    const { plain, scaled } = meanDifferenceAurocs(train, test);
    expect(plain).toBeLessThan(0.85);
    expect(scaled).toBeLessThan(0.85);
  });
});

describe('ground truth', () => {
  const cases = Object.entries(kinds).flatMap(([name, kind]) =>
    Object.entries(kind.defects).map(([defect, draw]) => ({ name, defect, draw, good: kind.good })),
  );
  const side = 64;

  it.each(cases)('$name $defect: 255 where the picture differs from its good twin, and only there', (c) => {
    for (let n = 0; n < 4; n++) {
      const stream = `${c.name}/test/${c.defect}/00${n}`;
      const { image, mask } = c.draw(namedDraws(stream), side);
      const twin = c.good(namedDraws(stream), side).image;
      const marked = (x: number, y: number) => x >= 0 && y >= 0 && x < side && y < side && mask?.[y * side + x] === 255;
      const changed = (x: number, y: number) =>
        [0, 1, 2].some((channel) => {
          const i = 3 * (y * side + x) + channel;
          return Math.abs((image.data[i] ?? 0) - (twin.data[i] ?? 0)) >= 8;
        });
      const places = Array.from({ length: side * side }, (_, i) => ({ x: i % side, y: Math.floor(i / side) }));
      const inside = places.filter(({ x, y }) => marked(x, y));
      const away = places.filter(({ x, y }) => {
        for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) if (marked(x + dx, y + dy)) return false;
        return true;
      });
      const changedInside = inside.filter(({ x, y }) => changed(x, y)).length;
      const changedAway = away.filter(({ x, y }) => changed(x, y)).length;
      expect(inside.length).toBeGreaterThan(0.01 * side * side);
      expect(changedInside / inside.length).toBeGreaterThan(0.8);
      expect(changedAway).toBeLessThan(0.03 * inside.length);
    }
  });
});

describe('a wrong request', () => {
  it('names the kinds there are', () => {
    expect(() => sampleSet('screw', { side: 64 })).toThrow(
      expect.objectContaining({ code: 'unknown-sample', hint: expect.stringContaining('sample("gear")') }),
    );
  });

  it.each([31, 513, 64.5, Number.NaN])('refuses a side of %d', (side) => {
    expect(() => sampleSet('gear', { side })).toThrow(OutsideError);
  });
});
