// The cache of decoded pictures where its last file cannot be written.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openRowCache } from '../../../src/runtime/feed/row-cache.ts';

test('without its index no pixels are left behind', async () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-test-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const cache = await openRowCache({ parent, name: 'parts', count: 2, bytes: 4 });
  if (cache === undefined) throw new Error('there is room');
  for (const row of [0, 1]) await cache.write(row, `content ${row}`, Uint8Array.of(1, 2, 3, row));
  const [folder = ''] = readdirSync(parent);
  // Something that no file can be renamed to.
  mkdirSync(path.join(parent, folder, 'index.json', 'inside'), { recursive: true });
  await expect(cache.finish([0, 1])).rejects.toMatchObject({ name: 'OutsideError' });
  await cache.abandon();
  expect(readdirSync(path.join(parent, folder))).toEqual(['index.json']);
});
