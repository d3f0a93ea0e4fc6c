// Sources in a run folder: each file has a place of its own, whatever folders of the user are called.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storedFiles, storedSources, storeSources } from '../../../src/runtime/record/stored-sources.ts';

const part = fc.constantFrom('std', 'own', 'Std', 'blocks', 'pix2pix.anoseg', 'a.anoseg');
const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const names = fc.uniqueArray(
  fc.oneof(
    name,
    name.map((one) => `std:${one}`),
  ),
  { maxLength: 12 },
);

test('two files never go to one place', () => {
  fc.assert(
    fc.property(names, (all) => {
      const files = Object.fromEntries([...all, 'p.anoseg'].map((one) => [one, one]));
      const places = storedFiles({ entry: 'p.anoseg', files }).map(({ file }) => file);
      expect(new Set(places).size).toBe(Object.keys(files).length);
    }),
  );
});

test('a library of ours and a file of the same path come back as they were', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-sources-'));
  const files = {
    'p.anoseg': 'use both',
    'std:blocks/pix2pix': 'ours',
    'std/blocks/pix2pix.anoseg': 'mine',
    'own/std/blocks/pix2pix.anoseg': 'another',
  };
  const locked = storeSources({ folder }, { entry: 'p.anoseg', files });
  expect(storedSources({ folder }, { pipeline: { entry: 'p.anoseg', ...locked } })).toEqual({
    entry: 'p.anoseg',
    files,
  });
});
