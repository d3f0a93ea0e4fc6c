// A network that starts from a file of one's own, as a user meets it: what the run records, and what is said of a file that is another.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { anoseg, scratch } from './command.ts';

const weights = 'test/fixtures/weights/small.safetensors';
const digest = `sha256:${createHash('sha256').update(readFileSync(weights)).digest('hex')}`;

function pipelineIn(folder: string, named = digest): string {
  const file = path.join(folder, 'own.anoseg');
  writeFileSync(
    file,
    `anoseg 1
data { source = sample("weave")  image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, scar()) -> relabel() }
network encoder(seen) { features = seen -> conv(2, weights: "conv") -> relu }
network generator(features) { map = features -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train {
  optimizer = adam()
  start.encoder = pretrained("small.safetensors", digest: "${named}")
  frozen.encoder = all
  batch = 2 normal + 2 synthetic
  steps = 4
}
`,
  );
  return file;
}

test('the lock names the file with its digest, and a finished run goes without it', async () => {
  const folder = scratch();
  copyFileSync(weights, path.join(folder, 'small.safetensors'));
  const run = path.join(folder, 'run');
  const ran = await anoseg(['run', pipelineIn(folder), '--out', run, '--threads', '1', '--quiet']);
  expect(ran).toMatchObject({ code: 0 });
  const [start] = JSON.parse(readFileSync(path.join(run, 'lock.json'), 'utf8')).starts;
  expect(start).toEqual({
    network: 'encoder',
    weights: 'small.safetensors',
    file: path.join(folder, 'small.safetensors'),
    digest,
  });
  writeFileSync(path.join(folder, 'small.safetensors'), 'gone');
  expect(await anoseg(['evaluate', run, '--threads', '1', '--quiet'])).toMatchObject({ code: 0 });
});

test('another file, a broken one and none are failures that say what to do', async () => {
  const folder = scratch();
  const run = (name: string) => anoseg(['run', pipelineIn(folder), '--out', path.join(folder, name), '--threads', '1']);
  expect(await run('missing')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('small.safetensors does not exist'),
  });
  writeFileSync(path.join(folder, 'small.safetensors'), 'no weights');
  expect(await run('other')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('is not the file that is expected'),
  });
  // Nothing began: the same command works as soon as the file is there.
  expect(existsSync(path.join(folder, 'missing'))).toBe(false);
  expect(existsSync(path.join(folder, 'other'))).toBe(false);
});
