// Where results go: a new or an empty folder, and never over what is there.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { claimResultFolder } from '../../../src/runtime/result-folder.ts';
import { tree } from '../data/tree.ts';

test('a file in the place of the folder, or above it, is told as one', async () => {
  const root = await tree({ 'found/a.png': Buffer.from('x') });
  const file = path.join(root, 'found/a.png');
  for (const place of [file, path.join(file, 'below')])
    await expect(claimResultFolder(place, 'x')).rejects.toMatchObject({ code: 'not-writable' });
  const taken = path.join(root, 'found');
  await expect(claimResultFolder(taken, 'x')).rejects.toMatchObject({ code: 'out-exists' });
  expect(readdirSync(taken)).toEqual(['a.png']);
});

test('a folder that is new, empty, or holds what systems and dead processes leave, is taken', async () => {
  const root = await tree({
    'found/.DS_Store': Buffer.from('x'),
    'found/claim.json': Buffer.from(''),
    'found/scores.csv.draft-999999999': Buffer.from('x'),
  });
  mkdirSync(path.join(root, 'found/lost+found'));
  for (const name of ['new/one', 'new/one', 'found']) {
    const claim = await claimResultFolder(path.join(root, name), 'x');
    expect(existsSync(path.join(root, name, 'claim.json'))).toBe(true);
    await expect(claimResultFolder(path.join(root, name), 'x')).rejects.toMatchObject({ code: 'run-busy' });
    claim.release();
  }
  expect(readdirSync(path.join(root, 'found')).toSorted()).toEqual(['.DS_Store', 'lost+found']);
});
