// Disks that are really full, out of inodes, or read-only, from a moment of a run on: a small tmpfs, which only root may
// mount. What was saved stays, nothing half written is left, and once the disk is well the run ends as an undisturbed one.
// A few moments; ANOSEG_TEST_LONG=1 makes it every stage with every trouble.
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cacheFolder } from '../../src/engine/cache-folder.js';
import { anoseg, scratch } from './command.ts';
import { resultOf } from './random-kills.ts';
import { mountSmallDisk, type Trouble, troubles } from './small-disk.ts';
import { drawSmallSet, type SmallSet } from './small-set.ts';
import { troubled } from './troubled.ts';

/** The first file of each stage: the start, the cache of decoded pictures, and so on. */
const files = [
  'claim.json',
  'events.jsonl',
  'decoded/',
  'data.csv',
  'lock.json',
  'step-00000001',
  'step-00000007',
  '/model',
  'maps/',
  'overlays/',
  'scores.csv',
  'curves.json',
  'report.html',
  'metrics.json',
];
const few: readonly (readonly [string, Trouble])[] = [
  ['lock.json', 'full'],
  ['step-00000007', 'full'],
  ['maps/', 'no inodes'],
  ['/model', 'read-only'],
];
const cases =
  process.env.ANOSEG_TEST_LONG === '1' ? files.flatMap((file) => troubles.map((one) => [file, one] as const)) : few;

const reasons: { readonly [K in Trouble]: string } = {
  full: 'no space left on the disk',
  'no inodes': 'no space left on the disk',
  'read-only': 'the disk is read-only',
};

// A state is saved after each step.
const env = { ANOSEG_SAVE_SECONDS: '1e-9' };
const disk = mountSmallDisk();
if (disk === undefined) console.log('no disk can be mounted here (root alone may): disks that fail are not tried');
afterAll(() => disk?.unmount());

let set: SmallSet;
let expected: unknown;
beforeAll(async () => {
  set = await drawSmallSet();
  const straight = path.join(scratch(), 'straight');
  expect(await anoseg(run(straight), env)).toMatchObject({ code: 0, stderr: '' });
  expected = resultOf(straight);
});

test.runIf(disk).each(cases)('at %s the disk is %s', async (file, trouble) => {
  if (disk === undefined) return;
  const place = path.join(disk.folder, `${cases.findIndex((one) => one[0] === file && one[1] === trouble)}`);
  const here = { ...env, ANOSEG_CACHE: cacheOn(place), ...(file === 'decoded/' ? { ANOSEG_DATA_MEMORY: '0' } : {}) };
  const out = path.join(place, 'run');
  const { code, stderr } = await anoseg(run(out), { ...here, ...troubled(file, disk.troubles[trouble]) });
  const left = existsSync(out) ? readdirSync(out, { recursive: true, encoding: 'utf8' }) : [];
  disk.heal();
  expect(stderr).toMatch(/^error: cannot (write|keep decoded pictures in) .*\n {2}help: /);
  expect(stderr.replace(/\n\s+/g, ' ')).toContain(reasons[trouble]);
  expect(code).toBe(3);
  // What is read-only keeps its claim, of a process that is gone.
  expect(left.filter((name) => /draft|claim\.json\./.test(name))).toEqual([]);
  const canResume = existsSync(path.join(out, 'lock.json'));
  if (canResume) expect(stderr).toContain(`anoseg run --resume ${out}`);
  const again = await anoseg(canResume ? ['run', '--resume', out, '--quiet'] : run(out), here);
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(resultOf(out)).toEqual(expected);
});

function run(out: string): readonly string[] {
  return [...set.run, '--set', 'steps=12', '--out', out];
}

/** The engine of the machine, and an empty cache of everything else. */
function cacheOn(place: string): string {
  const cache = path.join(place, 'cache');
  mkdirSync(cache, { recursive: true });
  for (const name of ['engine', 'tfjs', 'weights']) symlinkSync(path.join(cacheFolder(), name), path.join(cache, name));
  return cache;
}
