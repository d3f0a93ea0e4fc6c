// Files that a pipeline starts from are looked at before anything is read or written, so that no run begins without them.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fetchStarts } from '../../../src/cli/pipelines/start-files.ts';

const weights = 'test/fixtures/weights/small.safetensors';
const digest = `sha256:${createHash('sha256').update(readFileSync(weights)).digest('hex')}`;

const fetching = (file: string, expected = digest) =>
  fetchStarts([{ network: 'encoder', weights: file, file, digest: expected }], () => undefined);

test('a file that is the one that is named is used as it is: nothing comes', async () => {
  expect(await fetching(weights)).toBe(false);
});

test('a file that is not there, is another one, or is damaged', async () => {
  await expect(fetching('nowhere.safetensors')).rejects.toMatchObject({ code: 'weights-missing' });
  await expect(fetching(weights, `sha256:${'0'.repeat(64)}`)).rejects.toMatchObject({ code: 'weights-digest' });
  const cut = 'test/fixtures/weights/cut.safetensors';
  const ofCut = `sha256:${createHash('sha256').update(readFileSync(cut)).digest('hex')}`;
  await expect(fetching(cut, ofCut)).rejects.toMatchObject({ code: 'weights-damaged' });
});
