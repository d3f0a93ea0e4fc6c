// Files that pipelines name: what is no file, or holds no numbers, is said, and never waited for.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { safetensorsOf } from '../../../src/weights/safetensors.ts';
import { describeStart, openStart } from '../../../src/weights/starts.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-starts-'));
const digest = `sha256:${'0'.repeat(64)}`;
const places = { cache: folder, folder };

const make: Readonly<Record<string, (place: string) => void>> = {
  folder: (place) => mkdirSync(place),
  pipe: (place) => execFileSync('mkfifo', [place]),
  device: (place) => symlinkSync('/dev/zero', place),
};

test.each(Object.keys(make))('a %s is no file of weights: that is said at once', (kind) => {
  const weights = `${kind}.safetensors`;
  const place = path.join(folder, weights);
  make[kind]?.(place);
  const said = 'cannot be read as weights: it is no file';
  expect(describeStart({ weights, digest }, places)).toEqual({ unreadable: `${weights} ${said}` });
  expect(describeStart({ weights, digest: '' }, places)).toEqual({ undigested: { found: undefined } });
  expect(() => openStart(place, digest)).toThrowError(`${place} ${said}`);
});

test('a file that is too large to be read is refused, and its digest is not looked for', () => {
  const place = path.join(folder, 'large.safetensors');
  writeFileSync(place, '');
  truncateSync(place, 2 ** 31);
  expect(describeStart({ weights: 'large.safetensors', digest: '' }, places)).toEqual({
    undigested: { found: undefined },
  });
  expect(() => openStart(place, digest)).toThrowError(/larger than 2 GB/);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('weights of %d are refused by their name', (value) => {
  const place = path.join(folder, 'values.safetensors');
  const bytes = new Uint8Array(Float32Array.of(1, value).buffer);
  writeFileSync(place, safetensorsOf([{ name: 'conv.bias', dtype: 'F32', shape: [2], bytes }]));
  const found = `sha256:${createHash('sha256').update(readFileSync(place)).digest('hex')}`;
  const values = openStart(place, found);
  expect(() => values('conv.bias', [0])).toThrowError(
    expect.objectContaining({ code: 'weights-damaged', message: expect.stringContaining('`conv.bias`') }),
  );
});

test('a file of another kind is told which kind is meant', () => {
  expect(describeStart({ weights: 'encoder.pth', digest }, places)).toMatchObject({
    known: expect.arrayContaining(['mobilenet_v2']),
  });
});
