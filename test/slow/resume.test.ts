// N steps straight are k steps, SIGKILL, and the rest, byte for byte: weights, optimiser state, running statistics, averages of
// weights, losses, maps, scores; of a training with everything that has a state. And a test image that changes meanwhile.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { digests } from '../../src/runtime/record/folder-digests.ts';
import { anoseg, killGroup, scratch, startAnoseg, until } from './command.ts';

const pipeline = `anoseg 1
data {
  source  = folder("parts")
  image   = 16 x 16
  holdout = 25%
}
augment {
  donor = other_image -> maybe(50%) jitter(brightness: 50%)
  synthetic, mask = image -> paste(donor, rectangle(area: 5%..30%), opacity: 40%..100%)
}
network generator(seen) {
  map = seen -> conv(4) -> batch_norm -> relu -> dropout(20%) -> conv(1) -> sigmoid
}
network discriminator(image, map) {
  verdict = concat(image, map) -> conv(4, kernel: 4, stride: 2) -> batch_norm -> leaky_relu(0.2) -> conv(1)
}
loss {
  pixel       = 50 * bce(map, mask)
  adversarial = lsgan(discriminator, real: (image, mask) on normal, fake: (seen, map))
}
train {
  optimizer               = adam(rate: cosine(2e-3, end: 1e-5, warmup: 5%), beta1: 0.5)
  optimizer.discriminator = sgd(rate: 1e-3, momentum: 0.9)
  updates.discriminator   = 2
  accumulate              = 2
  ema_decay               = 90%
  batch                   = 2 normal + 2 synthetic
  steps                   = 60
  log_every               = 1
}
evaluate {
  threshold = quantile(map, 99%) on holdout
  report    = [image_auroc]
}
`;

const here = scratch();
const [data, file, straight] = ['data', 'p.anoseg', 'straight'].map((name) => path.join(here, name)) as [
  string,
  string,
  string,
];
const run = (out: string) => ['run', file, '--data', data, '--threads', '1', '--out', out];

async function draw(name: string, shade: number): Promise<void> {
  const create = { width: 20, height: 20, channels: 3 as const, background: { r: shade, g: 90, b: 255 - shade } };
  const place = path.join(data, 'parts', name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, await sharp({ create }).png().toBuffer());
}

beforeAll(async () => {
  for (let i = 0; i < 8; i++) await draw(`good/${i}.png`, 20 + 8 * i);
  for (let i = 0; i < 3; i++) await draw(`hole/${i}.png`, 140 + 8 * i);
  writeFileSync(file, pipeline);
  expect(await anoseg([...run(straight), '--quiet'])).toMatchObject({ code: 0, stderr: '' });
});

/** Every byte that a run leaves of what it computed. */
function bytesOf(folder: string) {
  const losses = readFileSync(path.join(folder, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'step')
    .map(({ step, loss }) => [step, loss]);
  const { train: _, ...figures } = JSON.parse(readFileSync(path.join(folder, 'metrics.json'), 'utf8'));
  const of = (name: string) => digests(path.join(folder, name));
  const scores = readFileSync(path.join(folder, 'scores.csv'), 'utf8');
  const state = of('checkpoints/step-00000060');
  return { losses, figures, scores, state, model: of('model'), maps: of('maps') };
}

function savedSteps(folder: string): readonly number[] {
  const parent = path.join(folder, 'checkpoints');
  if (!existsSync(parent)) return [];
  return readdirSync(parent).flatMap((name) => (/^step-\d+$/.test(name) ? [Number(name.slice('step-'.length))] : []));
}

test('killed and gone on with, a run has the bytes of one that nothing happened to', async () => {
  const killed = path.join(here, 'killed');
  const running = startAnoseg([...run(killed), '--quiet'], { ANOSEG_SAVE_SECONDS: '1e-9' });
  await until(() => savedSteps(killed).some((step) => step >= 4), 'a saved state');
  killGroup(running, 'SIGKILL');
  await running.ended;
  expect(existsSync(path.join(killed, 'metrics.json'))).toBe(false);
  expect(savedSteps(killed)).not.toContain(60);
  expect(await anoseg(['run', '--resume', killed, '--quiet'])).toMatchObject({ code: 0, stderr: '' });
  expect(Object.keys(bytesOf(straight).state)).toEqual([
    'state.json',
    'variables.data-00000-of-00001',
    'variables.index',
  ]);
  expect(bytesOf(straight).losses).toHaveLength(60);
  expect(bytesOf(killed)).toEqual(bytesOf(straight));
});

test('a test image that is replaced meanwhile is named; brought back, the run ends without training again', async () => {
  const folder = path.join(here, 'replaced');
  const running = startAnoseg([...run(folder), '--json']);
  await until(() => running.stdout().includes('"event":"step"'), 'the first step');
  await draw('hole/1.png', 77);
  const { code, stdout } = await running.ended;
  expect(code).toBe(3);
  const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(last).toMatchObject({ event: 'failed', code: 'data-changed-meanwhile' });
  expect(last.message).toMatch(/changed hole\/1\.png \([0-9a-f]{12}, now [0-9a-f]{12}\); no figures were written/);
  for (const name of ['metrics.json', 'scores.csv', 'maps'])
    expect(existsSync(path.join(folder, name)), name).toBe(false);
  const measured = path.join(here, 'measured');
  expect(await anoseg(['evaluate', folder, '--out', measured, '--quiet'])).toMatchObject({ code: 0 });
  expect(existsSync(path.join(measured, 'metrics.json'))).toBe(true);
  await draw('hole/1.png', 148);
  const resumed = await anoseg(['run', '--resume', folder, '--json']);
  expect(resumed.code).toBe(0);
  expect(resumed.stdout).not.toContain('"event":"step"');
  expect(bytesOf(folder)).toEqual(bytesOf(straight));
});
