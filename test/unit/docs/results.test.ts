// docs/results.md holds what scripts/results.js makes of the figures that are kept; and its means, differences and intervals are right.
import { readFileSync } from 'node:fs';
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

const run = (seed: number, pixel_ap: number, settings = {}) => ({
  ...{
    pipeline: 'pipelines/p.anoseg',
    file: 'f',
    category: 'bottle',
    data: 'd',
    machine: 'm',
    images: 83,
    seconds: 60,
  },
  ...{ seed, settings },
  metrics: { pixel_auroc: 0.9, pixel_ap, aupro: 0.9, image_auroc: 0.9, iou: 0.5, best_iou: 0.5 },
});

test('means with spread, and differences seed by seed with their intervals', async () => {
  const { tables } = await load('scripts/results/tables.js');
  const off = { adversarial: 'false' };
  const text: string = tables([
    run(1, 0.6),
    run(2, 0.7),
    run(3, 0.8),
    run(1, 0.5, off),
    run(2, 0.64, off),
    run(3, 0.72, off),
  ]);
  expect(text).toContain('| as the file says | 3 | 1, 2, 3 | 60 s | .900 ± .000 | .700 ± .100 |');
  // By hand: mean .08, deviation .02, t(.975, 2) = 4.303, half width 4.303 * .02 / sqrt(3) = .0497.
  expect(text).toContain(
    '| `adversarial` | as the file says | 3 | +.000 (+.000 to +.000) | **+.080 (+.030 to +.130)** |',
  );
  expect(text).toContain(
    'anoseg run pipelines/p.anoseg --set category=bottle --set adversarial=false --each seed=1,2,3 --data FOLDER_THAT_HOLDS_bottle',
  );
});
