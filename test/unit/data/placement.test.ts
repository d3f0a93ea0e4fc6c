// A point of the image goes to the right place of the frame, and a map of the frame comes back to the right place of
// the image: for every fit, with and without a region, for sizes that do not divide.
import { describe, expect, test } from 'vitest';
import type { Region } from '../../../src/dsl/model/region.ts';
import { type Frame, readPicture } from '../../../src/runtime/images/decode.ts';
import { mapAtImageSize, maskAtFrame, placeFrame } from '../../../src/runtime/images/placement.ts';

const share = (value: number) => ({ value, unit: 'share' }) as const;
const px = (value: number) => ({ value, unit: 'px' }) as const;
const inner: Region = { left: share(0.1), top: share(0.2), width: share(0.73), height: share(0.6) };

interface Case {
  readonly name: string;
  readonly image: readonly [width: number, height: number];
  readonly frame: Frame;
}

const fits = ['resize', 'letterbox', 'crop'] as const;
const sizes = [
  { image: [301, 200], frame: [64, 64] },
  { image: [97, 160], frame: [128, 128] },
  { image: [160, 97], frame: [96, 64] },
  { image: [333, 334], frame: [65, 64] },
  { image: [50, 41], frame: [128, 96] },
] as const;
const cases: readonly Case[] = fits.flatMap((fit) =>
  sizes.flatMap(({ image, frame: [width, height] }) =>
    [undefined, inner].map((region) => ({
      name: `${fit}, ${image.join(' x ')} to ${width} x ${height}${region ? ', of a region' : ''}`,
      image,
      frame: { width, height, channels: 1, fit, region },
    })),
  ),
);

/** Points that every fit and the region show, as shares of the image. */
const points = [
  [0.5, 0.5],
  [0.41, 0.47],
  [0.62, 0.58],
] as const;

describe.each(cases)('$name', ({ image: [width, height], frame }) => {
  const { source, target } = placeFrame(frame, { width, height });
  const [scaleX, scaleY] = [target.width / source.width, target.height / source.height];

  test.each(points)('the point at %f, %f is where the placement says, and comes back', async (u, v) => {
    const [x, y] = [u * width, v * height];
    const { pixels } = await readPicture(spot(width, height, x, y), frame);
    const seen = centre(pixels, frame.width, frame.height);
    expect(Math.abs(seen.x - ((x - source.left) * scaleX + target.left))).toBeLessThan(0.25);
    expect(Math.abs(seen.y - ((y - source.top) * scaleY + target.top))).toBeLessThan(0.25);
    // The frame's own picture, taken as a map, lies on the image again.
    const map = Float32Array.from(pixels, (value) => value / 255);
    const back = centre(mapAtImageSize(map, frame, { width, height }), width, height);
    expect(Math.abs(back.x - x)).toBeLessThan(0.25);
    expect(Math.abs(back.y - y)).toBeLessThan(0.25);
  });

  test('a mask by nearest lies where the picture lies', async () => {
    const [x, y] = [0.5 * width, 0.5 * height];
    const item = spot(width, height, x, y, 9);
    const { data } = await item.read();
    const { pixels } = await readPicture(item, frame);
    const mask = maskAtFrame(
      data.map((value) => (value > 25 ? 255 : 0)),
      { width, height },
      frame,
    );
    const [seen, marked] = [centre(pixels, frame.width, frame.height), centre(mask, frame.width, frame.height)];
    expect(Math.abs(seen.x - marked.x)).toBeLessThan(0.75);
    expect(Math.abs(seen.y - marked.y)).toBeLessThan(0.75);
    expect(new Set(mask)).toEqual(new Set([0, 255]));
  });
});

describe('what is not seen', () => {
  test('is 0 in the map: outside a region, and what a crop cut off', () => {
    const ones = new Float32Array(32 * 32).fill(1);
    const region = { left: px(10), top: px(0), width: px(20), height: px(40) };
    const levels = mapAtImageSize(ones, { width: 32, height: 32, fit: 'resize', region }, { width: 60, height: 40 });
    expect([levels[9], levels[10], levels[29], levels[30]]).toEqual([0, 65535, 65535, 0]);
    const cropped = mapAtImageSize(ones, { width: 32, height: 32, fit: 'crop' }, { width: 64, height: 32 });
    expect([cropped[15], cropped[16], cropped[47], cropped[48]]).toEqual([0, 65535, 65535, 0]);
  });

  test('bars of a letterbox do not bleed into the map', () => {
    // Anomalous in the bars alone.
    const map = Float32Array.from({ length: 32 * 32 }, (_, i) => (i < 32 * 8 || i >= 32 * 24 ? 1 : 0));
    const levels = mapAtImageSize(map, { width: 32, height: 32, fit: 'letterbox' }, { width: 64, height: 32 });
    expect(Math.max(...levels)).toBe(0);
  });
});

test('a region that does not lie in an image is refused with its numbers', () => {
  const region = { left: px(50), top: px(0), width: px(60), height: px(10) };
  expect(() => placeFrame({ width: 8, height: 8, fit: 'resize', region }, { width: 100, height: 20 })).toThrow(
    'the region from (50, 0) to (110, 10) does not lie in an image of 100 x 20',
  );
});

// A smooth white spot around (x, y), in pixels from the upper left corner.
function spot(width: number, height: number, x: number, y: number, radius = 4) {
  const data = Uint8Array.from({ length: width * height }, (_, i) => {
    const [dx, dy] = [(i % width) + 0.5 - x, Math.floor(i / width) + 0.5 - y];
    return Math.round(255 * Math.exp(-(dx * dx + dy * dy) / (radius * radius)));
  });
  return { name: 'spot', read: async () => ({ width, height, channels: 1, data }) };
}

/** The centre of mass, weak values left out. */
function centre(values: Uint8Array | Uint16Array, width: number, height: number) {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, value);
  const centred = { x: 0, y: 0, mass: 0 };
  for (let i = 0; i < width * height; i++) {
    const value = values[i] ?? 0;
    if (value < largest / 10) continue;
    centred.x += value * ((i % width) + 0.5);
    centred.y += value * (Math.floor(i / width) + 0.5);
    centred.mass += value;
  }
  return { x: centred.x / centred.mass, y: centred.y / centred.mass };
}
