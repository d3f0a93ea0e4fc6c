// Where results go: a new or an empty folder, and never over what is there.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { announce, announceEnd, earlierResults, removeEarlier } from '../../../src/runtime/predict/earlier-results.ts';
import { claimResultFolder } from '../../../src/runtime/record/result-folder.ts';
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
    'found/scores.csv.draft-999999999-01234567-1': Buffer.from('x'),
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

test('results of the same command are replaced, and nothing else is', async () => {
  const command = 'anoseg predict run photos --out found';
  const images = [
    { map: 'maps/a/0.png', overlay: 'overlays/a/0.png' },
    { map: 'maps/../../mine.png', overlay: null },
  ];
  const predictions = Buffer.from(JSON.stringify({ command, images }));
  const files = {
    'found/predictions.json': predictions,
    'found/maps/a/0.png': Buffer.from('x'),
    'mine.png': predictions,
  };
  const root = await tree(files);
  const folder = path.join(root, 'found');
  const own = earlierResults(folder, command);
  const claim = await claimResultFolder(folder, command, own);
  removeEarlier(folder, own);
  claim.release();
  expect(readdirSync(root, { recursive: true }).toSorted()).toEqual([
    'found',
    'found/maps',
    'found/maps/a',
    'mine.png',
  ]);
  const mine = path.join(await tree({ ...files, 'found/maps/a/mine.png': Buffer.from('x') }), 'found');
  const refused = { code: 'out-exists', message: expect.stringContaining('maps/a/mine.png') };
  await expect(claimResultFolder(mine, command, earlierResults(mine, command))).rejects.toMatchObject(refused);
  expect(earlierResults(mine, `${command} --threshold 0.6`).size).toBe(0);
});

test('the same command goes on in the folder of one that was killed, and no other does', async () => {
  const command = 'anoseg predict run photos --out found';
  const root = await tree({ 'found/maps/a/0.png': Buffer.from('x'), 'found/overlays/a/0.png': Buffer.from('x') });
  const folder = path.join(root, 'found');
  await expect(claimResultFolder(folder, command)).rejects.toMatchObject({ code: 'out-exists' });
  announce(folder, command, [{ map: 'maps/a/0.png', overlay: 'overlays/a/0.png' }]);
  const other = 'anoseg predict run photos --out found --tile';
  await expect(claimResultFolder(folder, other, earlierResults(folder, other))).rejects.toMatchObject({
    code: 'out-exists',
  });
  const own = earlierResults(folder, command);
  const claim = await claimResultFolder(folder, command, own);
  removeEarlier(folder, own);
  // It may be killed here again.
  expect(earlierResults(folder, command).size).toBeGreaterThan(0);
  announceEnd(folder);
  claim.release();
  expect(readdirSync(folder, { recursive: true }).toSorted()).toEqual(['maps', 'maps/a', 'overlays', 'overlays/a']);
});

test('results of a later release are not taken for ours', async () => {
  const text = JSON.stringify({ format_version: '2.0', command: 'x', images: [] });
  const root = await tree({ 'found/predictions.json': Buffer.from(text) });
  expect(() => earlierResults(path.join(root, 'found'), 'x')).toThrow(
    expect.objectContaining({ code: 'later-release' }),
  );
});
