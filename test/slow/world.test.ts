// The world around a run: its data goes away, others want its folder, its files are damaged, the clock is set back, memory is
// short. What is said tells what to type, and once all is well the run ends as an undisturbed one.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { anoseg, type Ended, scratch } from './command.ts';
import { resultOf } from './random-kills.ts';
import { drawSmallSet, type SmallSet } from './small-set.ts';
import { troubled } from './troubled.ts';

const isLong = process.env.ANOSEG_TEST_LONG === '1';
const env = { ANOSEG_SAVE_SECONDS: '1e-9' };
/** Of the engine: it is the parent of the shell. */
const killEngine = 'kill -9 $PPID';

let set: SmallSet;
let straight: string;
let expected: unknown;
beforeAll(async () => {
  set = await drawSmallSet();
  straight = path.join(scratch(), 'straight');
  expect(await anoseg(run(straight), env)).toMatchObject({ code: 0, stderr: '' });
  expected = resultOf(straight);
});

function run(out: string, ...more: readonly string[]): readonly string[] {
  return [...set.run, '--set', 'steps=4', '--out', out, ...more];
}

const resume = (folder: string, more: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  anoseg(['run', '--resume', folder, '--quiet'], { ...env, ...more });

describe('the folder of data goes away', () => {
  test.each(isLong ? ['events.jsonl', 'data.csv', 'state.json', 'saved_model.pb', 'overlays/'] : ['overlays/'])(
    'before %s is written',
    async (word) => {
      const away = `${set.data}-away`;
      const out = path.join(scratch(), 'out');
      const { code, stderr } = await anoseg(run(out), { ...env, ...troubled(word, `mv '${set.data}' '${away}'`) });
      const without = await resume(out);
      renameSync(away, set.data);
      expect(stderr).toMatch(/^error: .*(no folder|cannot be (used|read)|data changed)[\s\S]*\n {2}help: /);
      expect(code).toBe(3);
      expect(without.code).toBe(3);
      const canResume = existsSync(path.join(out, 'lock.json'));
      if (word === 'overlays/') expect(stderr).toContain(`anoseg run --resume ${out}`);
      expect(canResume ? await resume(out) : await anoseg(run(out), env)).toMatchObject({ code: 0, stderr: '' });
      expect(resultOf(out)).toEqual(expected);
    },
  );
});

test('of eight that want one folder one gets it, for a new run and for one that goes on', async () => {
  const out = path.join(scratch(), 'raced');
  const eight = (start: () => Promise<Ended>) => Promise.all(Array.from({ length: isLong ? 8 : 4 }, start));
  const examine = (ended: readonly Ended[]) => {
    expect(ended.filter(({ code }) => code === 0).length).toBeGreaterThan(0);
    for (const { code, stderr } of ended.filter((one) => one.code !== 0)) {
      expect(stderr).toMatch(
        /^error: .*raced (is being worked on by process \d+ on|holds a run already).*\n {2}help: /,
      );
      expect(code).toBe(3);
    }
    expect(resultOf(out)).toEqual(expected);
  };
  examine(await eight(() => anoseg(run(out), env)));
  rmSync(out, { recursive: true });
  await anoseg(run(out), { ...env, ...troubled('step-00000003', killEngine) });
  examine(await eight(() => resume(out)));
});

describe('a file of a killed run', () => {
  const killed = path.join(scratch(), 'killed');
  const other = path.join(scratch(), 'other');
  beforeAll(async () => {
    for (const [folder, ...more] of [[killed], [other, '--set', 'seed=2']] as const)
      await anoseg(run(folder, ...more), { ...env, ...troubled('step-00000003', killEngine) });
  });
  const harms = {
    flipped: (file) => {
      const bytes = readFileSync(file);
      const at = Math.floor(bytes.length * 0.6);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    },
    'cut off': (file) => truncateSync(file, 40),
    emptied: (file) => truncateSync(file, 0),
    deleted: (file) => rmSync(file),
    'of another run': (file, foreign) => copyFileSync(foreign, file),
    'a folder': (file) => {
      rmSync(file);
      mkdirSync(file);
    },
  } as const satisfies Readonly<Record<string, (file: string, foreign: string) => void>>;
  const state = 'checkpoints/step-00000002';
  const files = [
    'lock.json',
    'pipeline.anoseg',
    'events.jsonl',
    'data.csv',
    `${state}/state.json`,
    `${state}/variables.index`,
    `${state}/variables.data-00000-of-00001`,
  ];
  const few: readonly (readonly [string, keyof typeof harms])[] = [
    [`${state}/variables.data-00000-of-00001`, 'flipped'],
    [`${state}/state.json`, 'a folder'],
    ['events.jsonl', 'of another run'],
    ['lock.json', 'a folder'],
  ];
  const names = Object.keys(harms).filter((name): name is keyof typeof harms => name in harms);
  const cases = isLong ? files.flatMap((file) => names.map((harm) => [file, harm] as const)) : few;

  test.each(cases)('%s is %s: refused with what to do, or the same in the end', async (file, harm) => {
    const folder = path.join(scratch(), 'run');
    cpSync(killed, folder, { recursive: true });
    harms[harm](path.join(folder, file), path.join(other, file));
    const { code, stderr } = await resume(folder);
    if (code === 0) return expect(lasting(folder, file)).toEqual(lasting(straight, file));
    expect(stderr).toMatch(/^error: [^\n]*run[^\n]*\n {2}help: /);
    expect(stderr).not.toMatch(/\n\s+at |cannot read a file/);
    expect(code).toBe(3);
    // With the file as it was it goes on.
    rmSync(path.join(folder, file), { recursive: true, force: true });
    copyFileSync(path.join(killed, file), path.join(folder, file));
    expect(await resume(folder)).toMatchObject({ code: 0, stderr: '' });
    expect(resultOf(folder)).toEqual(expected);
  });

  /** Without what nobody reads again, and the losses of a log that was lost. */
  function lasting(folder: string, file: string) {
    const { files: all, losses, ...rest } = { files: {}, losses: [], ...resultOf(folder) };
    const own = Object.entries(all).filter(([name]) => !name.startsWith('.sources/') && !name.includes('.damaged'));
    return { ...rest, files: Object.fromEntries(own), losses: file === 'events.jsonl' ? [] : losses };
  }
});

const clock = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
];
const faketime = clock.find((file) => existsSync(file));

test.runIf(isLong && faketime)('the clock is set back 400 days while a run works, and before it goes on', async () => {
  const folder = scratch();
  const time = path.join(folder, 'time');
  const faked = {
    LD_PRELOAD: faketime ?? '',
    FAKETIME_TIMESTAMP_FILE: time,
    FAKETIME_NO_CACHE: '1',
    // As the system does it: only the clock on the wall is set.
    DONT_FAKE_MONOTONIC: '1',
  };
  writeFileSync(time, '+0');
  const during = path.join(folder, 'during');
  const setBack = troubled('step-00000003', `echo -400d > '${time}'`);
  expect(await anoseg(run(during), { ...env, ...faked, ...setBack })).toMatchObject({ code: 0, stderr: '' });
  expect(resultOf(during)).toEqual(expected);
  writeFileSync(time, '+400d');
  const before = path.join(folder, 'before');
  await anoseg(run(before), { ...env, ...faked, ...troubled('step-00000003', killEngine) });
  writeFileSync(time, '+0');
  expect(await resume(before, faked)).toMatchObject({ code: 0, stderr: '' });
  expect(resultOf(before)).toEqual(expected);
});

describe('memory is short', () => {
  const group = `/sys/fs/cgroup/memory/anoseg-test-${process.pid}`;
  const hasGroups = isLong && existsSync('/sys/fs/cgroup/memory/memory.limit_in_bytes');
  test.runIf(hasGroups).each([40, 60, 75, 90, 100, 110, 120, 130, 200])('%i MB', async (megabytes) => {
    mkdirSync(group);
    try {
      writeFileSync(path.join(group, 'memory.limit_in_bytes'), String(megabytes * 2 ** 20));
      const out = path.join(scratch(), 'out');
      const shell = `echo $$ > '${group}/cgroup.procs'; exec "$0" "$@"`;
      const args = ['-c', shell, process.execPath, path.resolve('bin/anoseg.js'), ...run(out)];
      const { status, stderr } = spawnSync('sh', args, { encoding: 'utf8', env: { ...process.env, ...env } });
      // Null where the system chose the command itself, which then says nothing.
      expect([0, 3, null]).toContain(status);
      if (status === 3) expect(stderr).toMatch(/^error: .*SIGKILL.*\n {2}help: .*memory/);
      const canResume = existsSync(path.join(out, 'lock.json'));
      const isBegun = status === 3 && canResume;
      if (isBegun) expect(stderr).toContain('anoseg run --resume');
      if (status !== 0) expect(canResume ? await resume(out) : await anoseg(run(out), env)).toMatchObject({ code: 0 });
      expect(resultOf(out)).toEqual(expected);
    } finally {
      spawnSync('rmdir', [group]);
    }
  });
});
