// Two processes on one experiment, of which one is killed: every run once, none missing. Behind ANOSEG_TEST_LONG, since it is six runs.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { anoseg, killGroup, scratch, startAnoseg } from './command.ts';

const isLong = process.env.ANOSEG_TEST_LONG === '1';
const fileText = `anoseg 1

experiment {
  pipeline      = "quickstart.anoseg"
  set.size      = 32
  set.steps     = 2
  compare.width = [4, 6]
  repeat.seed   = 1..3
}
`;

async function reached(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 300_000; !condition(); ) {
    if (Date.now() > deadline) throw new Error('it never came so far');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test.skipIf(!isLong)('a grid that two processes share, one of them killed', { timeout: 900_000 }, async () => {
  const place = scratch();
  mkdirSync(path.join(place, 'own'));
  copyFileSync('pipelines/quickstart.anoseg', path.join(place, 'quickstart.anoseg'));
  writeFileSync(path.join(place, 'grid.anoseg'), fileText);
  const grid = path.join(place, 'grid');
  const command = ['run', 'grid.anoseg', '--out', 'grid', '--threads', '1', '--json'];
  const [killed, other] = [startAnoseg(command, {}, place), startAnoseg(command, {}, place)];
  const training = () => /"run":"([^"]+)"[^\n]*"event":"start"|"event":"start","run":"([^"]+)"/.exec(killed.stdout());
  await reached(() => training() !== null && /"event":"(step|checkpoint)"/.test(killed.stdout()));
  killGroup(killed, 'SIGKILL');
  const { code, stdout } = await other.ended;
  expect(code).toBe(0);
  const { runs } = JSON.parse(readFileSync(path.join(grid, 'experiment.json'), 'utf8'));
  const names: readonly string[] = runs.map(({ folder }: { folder: string }) => folder);
  expect(names).toEqual([1, 2, 3].flatMap((seed) => [4, 6].map((width) => `width_${width}_seed_${seed}`)));
  for (const name of names) {
    expect(existsSync(path.join(grid, name, 'metrics.json')), name).toBe(true);
    const events = readFileSync(path.join(grid, name, 'events.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const done = events.filter((line) => JSON.parse(line).event === 'done');
    expect(done, name).toHaveLength(1);
  }
  const whole = stdout.split('\n').filter((line) => line.includes('"event":"whole"'));
  expect(JSON.parse(whole.at(-1) ?? '{}')).toMatchObject({ total: 6 });
  // Once more: nothing is left to do.
  const again = await anoseg(command, {}, place);
  expect(again.code).toBe(0);
  expect(again.stdout).not.toContain('"event":"start"');
  // What was cut off and went on equals what was never stopped.
  const single = [
    'run',
    'quickstart.anoseg',
    '--set',
    'size=32',
    '--set',
    'steps=2',
    '--set',
    'width=4',
    '--threads',
    '1',
  ];
  expect((await anoseg([...single, '--out', 'own/run', '--quiet'], {}, place)).code).toBe(0);
  const figures = (run: string) => {
    const { image_auroc, pixel_ap, aupro, iou } = JSON.parse(
      readFileSync(path.join(place, run, 'metrics.json'), 'utf8'),
    );
    return { image_auroc, pixel_ap, aupro, iou };
  };
  expect(figures('grid/width_4_seed_1')).toEqual(figures('own/run'));
});
