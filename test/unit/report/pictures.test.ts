// Maps as files, and overlays: outlines lie inside what they surround, to the pixel.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { encodeMap, encodeOverlay } from '../../../src/runtime/images/pictures.ts';
import { readMap } from '../../../src/runtime/score/read-map.ts';
import { tree } from '../data/tree.ts';

const [red, cyan] = ['255,45,45', '0,225,255'];

async function pixelsOf(png: Uint8Array) {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) =>
    [...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3)].join();
  /** Left, top, right, bottom of all pixels of a colour. */
  const boxOf = (colour: string) => {
    const all = Array.from({ length: info.width * info.height }, (_, i) => [
      i % info.width,
      Math.floor(i / info.width),
    ]);
    const own = all.filter(([x = 0, y = 0]) => at(x, y) === colour);
    const side = (axis: 0 | 1) => own.map((place) => place[axis] ?? 0);
    return own.length === 0
      ? undefined
      : [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(0)), Math.max(...side(1))];
  };
  return { width: info.width, height: info.height, at, boxOf };
}

const grey = (width: number, height: number) => ({
  width,
  height,
  channels: 3,
  data: new Uint8Array(width * height * 3).fill(128),
});

/** Values of `inside` in a box, 0 elsewhere. */
function boxed(
  width: number,
  height: number,
  inside: number,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
) {
  return Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x >= x0 && x <= x1 && y >= y0 && y <= y1 ? inside : 0;
  });
}

test('a map is read back level by level', async () => {
  const levels = Uint16Array.from({ length: 70 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 16);
  const folder = await tree({});
  writeFileSync(path.join(folder, 'map.png'), await encodeMap({ levels, width: 10, height: 7 }));
  const { anomalyMap, width, height } = await readMap(path.join(folder, 'map.png'), 'map.png');
  expect([width, height]).toEqual([10, 7]);
  expect(anomalyMap).toEqual(levels);
});

describe('an overlay', () => {
  test('outlines the predicted region and the ground truth, each at its own pixels', async () => {
    const levels = Uint16Array.from(boxed(600, 500, 40_000, [100, 50, 199, 149]));
    const groundTruth = Uint8Array.from(boxed(600, 500, 255, [300, 200, 419, 309]));
    const map = { levels, width: 600, height: 500 };
    const overlay = await pixelsOf(await encodeOverlay({ image: grey(600, 500), map, groundTruth, threshold: 0.5 }));
    expect([overlay.width, overlay.height]).toEqual([600, 500]);
    expect(overlay.boxOf(red)).toEqual([100, 50, 199, 149]);
    expect(overlay.boxOf(cyan)).toEqual([300, 200, 419, 309]);
    // What is surrounded stays visible, and what is normal stays as it is.
    expect([red, '128,128,128']).not.toContain(overlay.at(150, 100));
    expect(overlay.at(360, 250)).toBe('128,128,128');
    expect(overlay.at(99, 100)).toBe('128,128,128');
  });

  test('of a small image is enlarged by a whole factor, outlines at its pixels', async () => {
    const levels = Uint16Array.from(boxed(60, 40, 65_535, [10, 5, 19, 14]));
    const map = { levels, width: 60, height: 40 };
    const options = { image: grey(60, 40), map, groundTruth: undefined, threshold: 0.5 };
    const overlay = await pixelsOf(await encodeOverlay(options));
    expect([overlay.width, overlay.height]).toEqual([480, 320]);
    expect(overlay.boxOf(red)).toEqual([80, 40, 159, 119]);
  });

  test('of a large image is smaller, and loses no pixel that is anomalous', async () => {
    const levels = new Uint16Array(1000 * 800);
    levels[400 * 1000 + 501] = 60_000;
    const options = {
      image: grey(500, 400),
      map: { levels, width: 1000, height: 800 },
      groundTruth: undefined,
      threshold: 0.5,
    };
    expect((await pixelsOf(await encodeOverlay(options))).boxOf(red)).toEqual([250, 200, 250, 200]);
  });

  test('without a threshold has no outline', async () => {
    const map = { levels: new Uint16Array(500 * 500).fill(65_535), width: 500, height: 500 };
    const options = { image: grey(500, 500), map, groundTruth: undefined, threshold: null };
    expect((await pixelsOf(await encodeOverlay(options))).boxOf(red)).toBeUndefined();
  });
});
