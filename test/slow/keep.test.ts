// The best weights of a training: what is exported is what stood there then, a killed run keeps the same, and a training that
// gets no better stops.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { anoseg, killGroup, scratch, startAnoseg, until } from './command.ts';

const folder = scratch();
const straight = path.join(folder, 'straight');

const pipeline = (keep: string) => `anoseg 1
param steps = 60
param rate  = 0.03
data { source = sample("weave")  image = 16 x 16  holdout = 20% }
augment { synthetic, mask = image -> paste(other_image, rectangle(area: 5%..30%)) -> relabel() }
network generator(seen) { map = seen -> conv(4) -> relu -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train {
  optimizer  = adam(rate: rate)
  batch      = 2 normal + 2 synthetic
  accumulate = 2
  ema_decay  = 30%
  steps      = steps
  log_every  = 20
  ${keep}
}
`;

function write(name: string, keep: string): string {
  const file = path.join(folder, `${name}.anoseg`);
  writeFileSync(file, pipeline(keep));
  return file;
}

const best = write('best', 'keep = best(pixel_ap, every: 4, samples: 6) on synthetic');
const last = write('last', '');

interface Told {
  readonly event: string;
  readonly step?: number;
}

function measured(run: string): readonly Told[] {
  const lines = readFileSync(path.join(run, 'events.jsonl'), 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const { time: _, ...event } = JSON.parse(line);
    return event.event === 'validation' || event.event === 'kept' ? [event] : [];
  });
}

const trainOf = (run: string) => JSON.parse(readFileSync(path.join(run, 'metrics.json'), 'utf8')).train;
const resultsOf = (run: string) =>
  ['scores.csv', 'model/variables/variables.data-00000-of-00001'].map((name) => readFileSync(path.join(run, name)));

async function run(file: string, out: string, ...settings: readonly string[]): Promise<void> {
  const { code, stderr } = await anoseg(['run', file, '--out', out, '--threads', '1', '--quiet', ...settings]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
}

beforeAll(() => run(best, straight));

test('what is exported is what stood at the step that is kept', async () => {
  const told = measured(straight);
  expect(told.filter(({ event }) => event === 'validation').map(({ step }) => step)).toEqual(
    Array.from({ length: 15 }, (_, i) => 4 * (i + 1)),
  );
  const { kept_step: step, kept_metric, stopped_early } = trainOf(straight);
  expect([kept_metric, stopped_early]).toEqual(['pixel_ap', false]);
  expect(told.at(-1)).toMatchObject({ event: 'kept', step });
  expect(readFileSync(path.join(straight, 'report.html'), 'utf8')).toContain(`Those of step ${step}: the highest`);
  const until = path.join(folder, 'until');
  await run(last, until, '--set', `steps=${step}`);
  expect(resultsOf(until)).toEqual(resultsOf(straight));
  expect(trainOf(until).kept_step).toBeUndefined();
});

test('a run that is killed goes on to the same measurements, weights and scores', async () => {
  const killed = path.join(folder, 'killed');
  const running = startAnoseg(['run', best, '--out', killed, '--threads', '1', '--json'], {
    ANOSEG_SAVE_SECONDS: '0.05',
  });
  await until(() => (running.stdout().match(/"event":"validation"/g) ?? []).length > 3, 'the fourth measurement');
  killGroup(running, 'SIGKILL');
  await running.ended;
  expect(existsSync(path.join(killed, 'metrics.json'))).toBe(false);
  const { code, stderr } = await anoseg(['run', '--resume', killed, '--quiet']);
  expect([code, stderr]).toEqual([0, '']);
  expect(measured(killed)).toEqual(measured(straight));
  expect(resultsOf(killed)).toEqual(resultsOf(straight));
  expect(readdirSync(path.join(killed, 'checkpoints')).filter((name) => !/^step-\d+$/.test(name))).toEqual([]);
});

test('a training that gets no better stops early, with the first of equal weights', async () => {
  const stopped = path.join(folder, 'stopped');
  const patient = write('patient', 'keep = best(pixel_auroc, every: 3, patience: 2, samples: 2) on synthetic');
  await run(patient, stopped, '--set', 'rate=0');
  expect(trainOf(stopped)).toMatchObject({ steps: 9, kept_step: 3, kept_metric: 'pixel_auroc', stopped_early: true });
});
