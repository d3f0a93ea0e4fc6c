// The cache of decoded pictures: where its last file cannot be written, where others make it or take it away meanwhile.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';
import { openRowCache } from '../../../src/runtime/feed/row-cache.ts';

function emptyParent(): string {
  const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-test-'));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return parent;
}

async function filled(parent: string) {
  const cache = await openRowCache({ parent, name: 'parts', count: 2, bytes: 4 });
  if (cache === undefined) throw new Error('there is room');
  for (const row of [0, 1]) await cache.write(row, `content ${row}`, Uint8Array.of(1, 2, 3, row));
  return cache;
}

function rawFiles(parent: string): readonly string[] {
  return readdirSync(parent, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.raw'));
}

test('eight processes that begin with an empty cache all read the same; those that come later decode nothing', async () => {
  const room = emptyParent();
  writeFileSync(path.join(room, 'package.json'), '{"type":"module"}');
  const entryPoints = ['test/unit/data/caching-process.ts'];
  await build({ entryPoints, outdir: room, bundle: true, format: 'esm', platform: 'node', logLevel: 'error' });
  const parent = path.join(room, 'decoded');
  const start = () => spawn(process.execPath, [path.join(room, 'caching-process.js'), parent, '50', '3000']);
  const together = async (count: number) => {
    const children = Array.from({ length: count }, start);
    await Promise.all(children.map(({ stdout }) => once(stdout, 'data')));
    const said = children.map(({ stdout }) => text(stdout));
    // Some look at the folder while others give names to what they have written.
    for (const [i, { stdin }] of children.entries()) setTimeout(() => stdin.end(), 7 * i);
    return (await Promise.all(said)).map((line) => line.trim().split(' '));
  };
  const first = await together(8);
  const [digest = ''] = first[0] ?? [];
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(first.map(([one]) => one)).toEqual(first.map(() => digest));
  expect(await together(2)).toEqual([
    [digest, '0'],
    [digest, '0'],
  ]);
});

// As NFS has it where another host replaces or removes a file that is open here.
test('a file that is lost while it is read is opened again where another one has its rows', async () => {
  const parent = emptyParent();
  const rows = await (await filled(parent)).finish([1]);
  const [first = ''] = rawFiles(parent);
  truncateSync(path.join(parent, first), 0);
  const target = new Uint8Array(4);
  await expect(rows.read(0, target)).rejects.toMatchObject({ code: 'cache-unusable' });
  const again = await (await filled(parent)).finish([0, 1]);
  await rows.read(0, target);
  expect([...target]).toEqual([1, 2, 3, 1]);
  await Promise.all([rows.close(), again.close()]);
});

test('without its index no pixels are left behind', async () => {
  const parent = emptyParent();
  const cache = await filled(parent);
  const [folder = ''] = readdirSync(parent);
  // Something that no file can be renamed to.
  mkdirSync(path.join(parent, folder, 'index.json', 'inside'), { recursive: true });
  await expect(cache.finish([0, 1])).rejects.toMatchObject({ name: 'OutsideError' });
  await cache.abandon();
  expect(readdirSync(path.join(parent, folder))).toEqual(['index.json']);
});
