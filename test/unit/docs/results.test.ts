// docs/results.md holds what scripts/results.js makes of the figures that are kept; its means, intervals and words on claims are right.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const load = (file: string) => import(pathToFileURL(path.resolve(file)).href);

test('the page is current: node scripts/results.js write', async () => {
  const { writtenPage } = await load('scripts/results.js');
  expect(writtenPage()).toBe(readFileSync('docs/results.md', 'utf8'));
});

test('no path of a machine is kept', () => {
  expect(readFileSync('docs/results/runs.json', 'utf8')).not.toMatch(/"\/|\/(?:home|root|tmp|work)\//);
});

const pipeline = 'pipelines/experiments/claims-scratch.anoseg';
const same = { pipeline, category: 'bottle', data: 'd', digest: 'sha256:f', machine: 'm', images: 83 };
const run = (seed: number, pixel_ap: number, settings = {}, seconds = 60) => ({
  ...{ ...same, seed, settings, seconds },
  metrics: { pixel_auroc: 0.9, pixel_ap, aupro: 0.9, image_auroc: 0.9, iou: 0.5, best_iou: null },
});
const on = [run(1, 0.6), run(2, 0.7), run(3, 0.8, {}, 300)];
const off = (name: string, ...aps: number[]) => aps.map((ap, index) => run(index + 1, ap, { [name]: 'false' }));

async function pageOf(...runs: unknown[]): Promise<string> {
  const { tables } = await load('scripts/results/tables.js');
  return tables(runs);
}

test('means with spread and median time; what is not defined is not averaged', async () => {
  expect(await pageOf(...on)).toContain(
    '| as the file says | 3 | 1, 2, 3 | 60 s | .900 ± .000 | .700 ± .100 | .900 ± .000 | .900 ± .000 | .500 ± .000 | not defined |',
  );
});

test('what a switch changes, seed by seed, with its interval', async () => {
  const text = await pageOf(...on, ...off('adversarial', 0.5, 0.64, 0.72));
  // By hand: mean .08, deviation .02, t(.975, 2) = 4.303, half width 4.303 * .02 / sqrt(3) = .0497.
  expect(text).toContain('| `adversarial` | AP | 1: +.100, 2: +.060, 3: +.080 | +.080 | .020 | **+.030 to +.130** |');
  expect(text).toContain('| `adversarial` | IoU | 1: .000, 2: .000, 3: .000 | .000 | .000 | .000 to .000 |');
  expect(text).toContain('| `adversarial` | best IoU |  |  |  |  |');
  expect(text).toContain(
    'anoseg run pipelines/experiments/claims-scratch.anoseg --set category=bottle --set adversarial=false --each seed=1,2,3 --data FOLDER_THAT_HOLDS_bottle',
  );
});

test('whether a claim shows is told by its interval: above zero, below, around, or too few', async () => {
  const some = off('adversarial', 0.5, 0.64, 0.72);
  const text = await pageOf(...on, ...some, ...off('coordinates', 0.7, 0.78, 0.9), ...off('hard_augmentation', 0.5));
  expect(text).toContain('| The adversarial loss | shows: +.080 (+.030 to +.130) |');
  expect(text).toContain('- The adversarial loss shows on (from scratch, bottle).');
  expect(text).toContain('- The coordinate channel does harm on (from scratch, bottle).');
  expect(text).toContain('| Hard augmentation | not known, too few pairs |');
  expect(text).toContain('- Hard augmentation: not known yet.');
  const wide = await pageOf(...on, ...off('adversarial', 0.5, 0.69, 0.79));
  expect(wide).toContain('- The adversarial loss does not show on (from scratch, bottle).');
});

/** A run folder with what the figures are taken from; it was stopped in training, and went on an hour later. */
function runFolder(parameters: Record<string, string>) {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-results-'));
  const lock = {
    ...{ command: 'anoseg run --data /home/me', parameters, seed: 3, steps: 9, threads: 1, device: 'cpu', node: 'v20' },
    pipeline: { entry: 'claims-scratch.anoseg', sources: [{ name: 'claims-scratch.anoseg', sha256: 'f' }] },
    data: { digest: 'sha256:d', folder: '/home/me' },
    engine: { tensorflow: '2.19.1', onednn: true },
    cpu: { model: 'CPU', architecture: 'x64', features: [] },
  };
  const events = [
    ['10:00:00', { event: 'start' }],
    ['10:00:05', { event: 'stage', stage: 'train' }],
    ['10:00:25', { event: 'checkpoint' }],
    ['11:00:00', { event: 'start' }],
    ['11:00:05', { event: 'stage', stage: 'train' }],
    ['11:00:15', { event: 'stage', stage: 'export' }],
  ].map(([time, event]) => JSON.stringify({ time: `2026-01-01T${time}.000Z`, ...Object(event) }));
  writeFileSync(path.join(folder, 'lock.json'), JSON.stringify(lock));
  writeFileSync(path.join(folder, 'metrics.json'), JSON.stringify({ images: 83, pixel_ap: 0.5 }));
  writeFileSync(path.join(folder, 'events.jsonl'), `${events.join('\n')}\n`);
  writeFileSync(path.join(folder, 'pipeline.anoseg'), readFileSync(pipeline, 'utf8'));
  return folder;
}

test('of a run folder settings that are not the file’s are kept, and seconds of training without the pause', async () => {
  const { addRuns } = await load('scripts/results/add-runs.js');
  const folder = runFolder({ category: 'bottle', seed: '3', steps: '1200', adversarial: 'false' });
  const once = addRuns([], [folder], 'pipelines');
  expect(once).toMatchObject([
    { ...{ pipeline, category: 'bottle', seed: 3, seconds: 30 }, settings: { adversarial: 'false' }, images: 83 },
  ]);
  expect(once[0].settings).toEqual({ adversarial: 'false' });
  expect(JSON.stringify(once)).not.toContain('/home');
  expect(addRuns(once, [folder], 'pipelines')).toEqual(once);
});
