// `anoseg run` of a grid that cannot be done: nothing is left that would stand in the way of the right command.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../../../src/cli/commands/run/run.ts';
import { captureTerminal } from './captured-terminal.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-grid-'));
const pipeline = path.join(folder, 'gear.anoseg');
writeFileSync(
  pipeline,
  `anoseg 1
param seed = 1
data { source = sample("gear")
 image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, rectangle()) }
network generator(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam()
 batch = 1 normal + 1 synthetic
 steps = 2
 seed = seed }
`,
);
const newFolder = () => path.join(mkdtempSync(path.join(folder, 'out-')), 'runs');

test('no experiment begins where there is no Snakemake', async () => {
  const out = newFolder();
  const { terminal } = captureTerminal({ env: { ANOSEG_SNAKEMAKE: path.join(out, 'no-snakemake') } });
  const asked = { each: ['seed=1,2'], on: 'snakemake', out } as const;
  await expect(runCommand([pipeline], asked, terminal)).rejects.toMatchObject({ code: 'snakemake-missing' });
  expect(existsSync(out)).toBe(false);
});

test.each([
  ['--only', { only: ['1'] }],
  ['--on snakemake', { on: 'snakemake' }],
] as const)('%s is about a grid', async (word, options) => {
  const out = newFolder();
  const { terminal } = captureTerminal();
  await expect(runCommand([pipeline], { ...options, out }, terminal)).rejects.toMatchObject({
    message: `\`${word}\` takes a grid, or the folder or file of an experiment`,
  });
  expect(existsSync(out)).toBe(false);
});
