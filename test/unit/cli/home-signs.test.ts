// `~` where no shell has read it: `--data=~/x`, quotes, variables, pipelines.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { refuseHomeSigns } from '../../../src/cli/shell/home-signs.ts';
import { homeSignInImport, homeSignInPipeline } from '../../../src/diagnostics/home-sign.ts';
import { categoryFolder } from '../../../src/runtime/sources/listing.ts';

const start = process.cwd();

afterEach(() => process.chdir(start));

function failureOf(work: () => unknown): { readonly hint: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof Error && 'hint' in error) return { hint: String(error.hint) };
    throw error;
  }
  throw new Error('nothing failed');
}

test.each([
  ['--out', { out: '~/results' }, '`--out ~/results`', '"$HOME/results"'],
  ['--maps', { maps: '~' }, '`--maps ~`', '"$HOME"'],
  ['a user', { out: '~anna/x' }, '`--out ~anna/x`', '"/home/anna/x"'],
])('%s: what to type is said', (_, options, typed, full) => {
  const { hint } = failureOf(() => refuseHomeSigns([], options));
  expect(hint).toContain(typed);
  expect(hint).toContain(full);
});

test('images that are named in quotes', () => {
  expect(failureOf(() => refuseHomeSigns(['run', ['a.png', '~/b.png']], {})).hint).toContain('`~/b.png`');
});

test('other words go through, and a folder that is called so', () => {
  refuseHomeSigns(['a~b', '-', './~/x', '~1%', undefined], { set: ['name=~/x'], data: '~/x', threads: 1, json: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-home-'));
  process.chdir(folder);
  mkdirSync('~');
  refuseHomeSigns([], { out: '~/results' });
  process.chdir(start);
  rmSync(folder, { recursive: true });
});

test('the data folder, from wherever its name comes, and a folder in a pipeline', () => {
  expect(failureOf(() => categoryFolder('~/mvtec', 'bottle')).hint).toContain('`--data ~/mvtec`');
  expect(failureOf(() => categoryFolder('data', '~/my parts')).hint).toContain('write "my parts" here');
  expect(failureOf(() => categoryFolder('nowhere', 'bottle')).hint).not.toContain('`~`');
});

test('pipelines and imports', () => {
  expect(homeSignInPipeline('parts')).toBeUndefined();
  expect(homeSignInImport('blocks/unet')).toBeUndefined();
  expect(homeSignInImport('~/blocks/unet')).toContain('such as "unet"');
});
