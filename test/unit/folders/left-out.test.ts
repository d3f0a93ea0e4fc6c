// What a folder holds beside its images is told where it could be an image, by every command.
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { leftOutOf, listImages } from '../../../src/cli/commands/predict/image-arguments.ts';
import { imageEndings } from '../../../src/runtime/folders/image-endings.ts';
import { readSize } from '../../../src/runtime/images/decode.ts';
import { mapsLeftOut } from '../../../src/runtime/score/map-files.ts';
import { imagesLeftOut } from '../../../src/runtime/sources/glob.ts';
import { imageNames, pictureFile } from '../../../src/runtime/sources/listing.ts';
import { recognise } from '../../../src/runtime/sources/recognise.ts';
import { bmpMask, plain, tree } from '../data/tree.ts';

const image = plain(90);

test('files that could be images, with all that is beside them', async () => {
  const folder = await tree({ '1.png': image, 'a.HEIC': 'x', 'b.txt': 'x', 'deep/c.txt': 'x' });
  expect(imagesLeftOut(folder)).toBe('3 files were left out: 2 .txt, 1 .heic');
});

test('nothing is said of what accompanies every data set', async () => {
  const folder = await tree({ '1.png': image, 'readme.txt': 'x', LICENSE: 'x', 'a.json': 'x', '.DS_Store': 'x' });
  expect(imagesLeftOut(folder)).toBeUndefined();
});

test('pipes, links to nothing, files without an ending', async () => {
  const folder = await tree({ 'a/1.png': image, IMG_0001: image });
  execFileSync('mkfifo', [path.join(folder, 'pipe.png')]);
  symlinkSync('nothing.png', path.join(folder, 'lost.png'));
  symlinkSync('a', path.join(folder, 'b'));
  symlinkSync('.', path.join(folder, 'back'));
  expect(imagesLeftOut(folder)).toBe(
    '4 files were left out: 1 link to a folder that was read already, 1 link to nothing, 1 pipe, 1 without an ending',
  );
});

describe('commands say it', () => {
  test('predict, also where there is no image at all', async () => {
    const folder = await tree({ '1.png': image, '2.heic': 'x' });
    expect(leftOutOf([folder, path.join(folder, '1.png')])).toEqual([`${folder}: 1 file was left out: 1 .heic`]);
    const empty = await tree({ '2.heic': 'x' });
    expect(() => listImages([empty])).toThrow(`there are no images in ${empty}; 1 file was left out: 1 .heic`);
  });

  test('init', async () => {
    const files = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`${i}.png`, image]));
    const { data } = await recognise(await tree({ ...files, '6.jxl': 'x' }));
    expect(data.notes).toContain('1 file was left out: 1 .jxl');
  });

  test('score', async () => {
    expect(mapsLeftOut(await tree({ '1.png': image, '2.exr': image }))).toBe('1 file was left out: 1 .exr');
  });
});

test('what is read when it is named is found in a folder, by every ending', async () => {
  const formats = ['png', 'jpeg', 'tiff', 'webp', 'gif', 'avif'] as const;
  const known: Record<string, Uint8Array> = { bmp: bmpMask(), pgm: Buffer.from('P5 1 1 255\n0') };
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#456' } });
  for (const format of formats) known[format] = await picture.clone().toFormat(format).toBuffer();
  const suffixes = Object.values(sharp.format).flatMap(({ input }) => (input.buffer ? (input.fileSuffix ?? []) : []));
  // Drawings are refused when they are named.
  expect(suffixes.filter((ending) => !imageEndings.has(ending) && !ending.startsWith('.svg'))).toEqual([]);
  const files = Object.entries(known).map(([name, bytes]) => [`1.${name}`, bytes] as const);
  const folder = await tree(Object.fromEntries(files));
  expect(imageNames(folder)).toEqual(files.map(([name]) => name).toSorted());
  for (const [name] of files) await readSize(pictureFile(folder, path.join(folder, name)));
});
