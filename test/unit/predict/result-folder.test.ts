// Where results go: a new or an empty folder, and never over what is there.
import path from 'node:path';
import { expect, test } from 'vitest';
import { claimResultFolder } from '../../../src/runtime/result-folder.ts';
import { tree } from '../data/tree.ts';

test('a file in the place of the folder, or above it, is told as one', async () => {
  const root = await tree({ 'found/a.png': Buffer.from('x') });
  const file = path.join(root, 'found/a.png');
  for (const place of [file, path.join(file, 'below')])
    expect(() => claimResultFolder(place)).toThrow(expect.objectContaining({ code: 'not-writable' }));
  expect(() => claimResultFolder(path.join(root, 'found'))).toThrow(expect.objectContaining({ code: 'out-exists' }));
  const fresh = path.join(root, 'new/one');
  expect(claimResultFolder(fresh)).toBe(fresh);
  expect(claimResultFolder(fresh)).toBe(fresh);
});
