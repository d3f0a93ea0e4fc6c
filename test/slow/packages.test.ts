// Blocks from a package that npm really packed and installed: then it is gone, and everything goes on.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { anoseg, scratch } from './command.ts';

const manifest = {
  name: '@lab/blocks',
  version: '1.2.0',
  keywords: ['anoseg'],
  files: ['**/*.anoseg', '**/*.yaml'],
  license: 'Apache-2.0',
};
const pipeline = `anoseg 1
use "npm:@lab/blocks/nets/body" { body }
param width = 4
data { source = sample("gear")
 image = 32 x 32
 holdout = 10% }
augment { synthetic, mask = image -> paste(other_image, rectangle()) }
network generator(seen) { map = seen -> body(width) -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam(rate: 1e-3)
 batch = 2 normal + 2 synthetic
 steps = 3
 seed = 7
 log_every = 1 }
evaluate { threshold = quantile(map, 99%) on holdout
 report = [image_auroc] }
`;

const here = scratch();
const [blocks, work] = [path.join(here, 'blocks'), path.join(here, 'work')];
const run = path.join(work, 'run');
const bundle = path.join(here, 'run.zip');

function npm(folder: string, ...words: readonly string[]): string {
  const quiet = ['--offline', '--no-audit', '--no-fund', '--cache', path.join(here, 'cache'), '--loglevel', 'error'];
  return execFileSync('npm', [...words, ...quiet], { cwd: folder, encoding: 'utf8' });
}

beforeAll(async () => {
  for (const folder of [path.join(blocks, 'nets'), work]) mkdirSync(folder, { recursive: true });
  const files = {
    'package.json': JSON.stringify(manifest),
    'anoseg.json': '{}',
    'nets/body.anoseg':
      'anoseg 1\nuse "../parts.yaml" { piece }\nblock body(x, n) { return x -> piece(n) -> piece(n) }\n',
    'parts.yaml': 'anoseg: 1\nblock:\n  piece:\n    parameters: [x, n]\n    return: x -> conv(n) -> relu\n',
    'index.js': 'throw new Error("code of a package was run");\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(blocks, name), text);
  writeFileSync(path.join(work, 'p.anoseg'), pipeline);
  writeFileSync(path.join(work, 'package.json'), '{ "private": true }');
});

test('a folder that is installed is a link, and one that is packed holds what `files` says', async () => {
  npm(work, 'install', '../blocks');
  expect(lstatSync(path.join(work, 'node_modules/@lab/blocks')).isSymbolicLink()).toBe(true);
  expect(await anoseg(['check', 'p.anoseg', path.join(blocks, 'nets/body.anoseg')], {}, work)).toMatchObject({
    code: 0,
  });
  npm(work, 'uninstall', '@lab/blocks');
  const missing = await anoseg(['check', 'p.anoseg'], {}, work);
  expect(missing).toMatchObject({ code: 1, stdout: expect.stringContaining('`npm install @lab/blocks`') });
  npm(blocks, 'pack', '--pack-destination', here);
  npm(work, 'install', '../lab-blocks-1.2.0.tgz');
  expect(readdirSync(path.join(work, 'node_modules/@lab/blocks')).toSorted()).toEqual([
    'nets',
    'package.json',
    'parts.yaml',
  ]);
  const trained = await anoseg(['run', 'p.anoseg', '--threads', '1', '--out', run, '--quiet'], {}, work);
  expect(trained).toMatchObject({ code: 0, stderr: '' });
  rmSync(path.join(work, 'node_modules'), { recursive: true });
});

test('the run has what it used, and is shared and compared without the package', async () => {
  const { pipeline: locked } = JSON.parse(readFileSync(path.join(run, 'lock.json'), 'utf8'));
  expect(locked.packages).toMatchObject([{ name: '@lab/blocks', version: '1.2.0' }]);
  for (const name of ['nets/body.anoseg', 'parts.yaml'])
    expect(existsSync(path.join(run, 'imports/npm/@lab/blocks@1.2.0', name))).toBe(true);
  expect(await anoseg(['share', run, '-o', bundle, '--model'])).toMatchObject({ code: 0 });
  expect(await anoseg(['check', bundle])).toMatchObject({ code: 0 });
  expect(await anoseg(['plan', bundle])).toMatchObject({ code: 0 });
  expect(await anoseg(['diff', run, bundle])).toMatchObject({ code: 0 });
});

test('the bundle is run again to the bit; the run predicts, and goes on', async () => {
  const again = path.join(here, 'again');
  const reproduced = await anoseg(['reproduce', bundle, '--out', again, '--json']);
  expect(reproduced).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(reproduced.stdout)).toMatchObject({ verdict: 'identical' });
  const image = path.join(run, 'maps', readdirSync(path.join(run, 'maps'))[0] ?? '');
  expect(await anoseg(['predict', run, image, '--out', path.join(here, 'predicted')])).toMatchObject({ code: 0 });
  expect(await anoseg(['run', '--resume', run, '--quiet'])).toMatchObject({ code: 0 });
});
