// Commands that do not take a bundle say what to type instead; those that take a pipeline name its files as they lie in it.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compareCommand } from '../../../src/cli/commands/compare/compare.ts';
import { convertCommand } from '../../../src/cli/commands/convert.ts';
import { evaluateCommand } from '../../../src/cli/commands/evaluate.ts';
import { explainCommand } from '../../../src/cli/commands/explain/explain.ts';
import { fmtCommand } from '../../../src/cli/commands/fmt.ts';
import { previewCommand } from '../../../src/cli/commands/preview.ts';
import { runCommand } from '../../../src/cli/commands/run/run.ts';
import { runsCommand } from '../../../src/cli/commands/runs/runs.ts';
import { shareCommand } from '../../../src/cli/commands/share.ts';
import type { Terminal } from '../../../src/cli/shell/terminal.ts';
import { captureTerminal } from '../cli/captured-terminal.ts';
import { writeBundleFile } from './bundle-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-commands-'));
const bundle = writeBundleFile(path.join(folder, 'gear.zip'), {
  'pipeline.anoseg': `anoseg 1
use "./blk.anoseg" { unet }
param width = 4
data { source = sample("gear")
 image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, rectangle()) }
network generator(seen) { map = seen -> unet(width) -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam(rate: 1e-3)
 batch = 2 normal + 2 synthetic
 steps = 6
 seed = 7 }
`,
  'imports/blk.anoseg': 'anoseg 1\nblock unet(x, width) {\n  return x -> conv(width)\n}\n',
});
const before = readFileSync(bundle);

test.each<readonly [string, (terminal: Terminal) => Promise<unknown>, RegExp]>([
  ['fmt', (terminal) => fmtCommand([bundle], {}, terminal), /unpack it/],
  ['share', (terminal) => shareCommand(bundle, { out: 'b.zip' }, terminal), /`cp .*gear\.zip b\.zip`/],
  ['runs', (terminal) => runsCommand(bundle, {}, terminal), /the folder that holds the runs/],
  ['compare', (terminal) => compareCommand([bundle], {}, terminal), /`anoseg diff A B`/],
  ['resume', (terminal) => runCommand([], { resume: bundle }, terminal), /`anoseg reproduce .*gear\.zip`/],
  ['evaluate', (terminal) => evaluateCommand(bundle, {}, terminal), /add `--out DIR`/],
  [
    'preview --watch',
    (terminal) => previewCommand(bundle, { watch: true, count: 1, out: 'x', step: 0 }, terminal),
    /leave out `--watch`/,
  ],
])('%s of a bundle says what to type', async (_, run, hint) => {
  const failed = await run(captureTerminal().terminal).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({
    message: expect.stringContaining(`${bundle} is a bundle`),
    hint: expect.stringMatching(hint),
  });
  expect(readFileSync(bundle)).toEqual(before);
});

test('convert writes the pipeline of a bundle', async () => {
  const { terminal, stdout } = captureTerminal();
  expect(await convertCommand(bundle, { to: 'yaml' }, terminal)).toBe(0);
  expect(stdout()).toMatch(/^anoseg: 1\n/);
});

test('a setting that is wrong inside of an import is placed in the bundle', async () => {
  const { terminal, stdout } = captureTerminal();
  expect(await explainCommand(bundle, undefined, { set: ['width=-3'] }, terminal)).not.toBe(0);
  expect(stdout()).toContain(`${bundle}: imports/blk.anoseg:3:`);
  expect(stdout()).not.toContain('anoseg-bundle-');
});
