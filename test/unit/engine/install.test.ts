import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEngine } from '../../../src/engine/engine.ts';
import { readRecord } from '../../../src/engine/install/record.ts';
import {
  type FakeWorld,
  failure,
  fakeWorld,
  install,
  installed,
  leftovers,
  setProgram,
  withEnv,
} from './fake-world.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world.remove());

describe('an installation', () => {
  it('downloads, verifies, unpacks, compiles, tests, and leaves only the engine', async () => {
    const { engine, stages } = await install(world);
    expect(stages).toEqual(['download', 'verify', 'unpack', 'compile', 'test']);
    expect(installed(world)).toEqual(engine);
    expect(readdirSync(engine.folder).sort()).toEqual(['engine.json', 'tensorflow', 'tfjs_binding.node']);
    const library = path.join(engine.folder, 'tensorflow/libtensorflow_cc.so.2');
    expect(readFileSync(library, 'utf8')).toBe('library for cpu');
    expect(leftovers(world)).toEqual(['downloads']);
    expect(readdirSync(path.join(world.cache, 'engine/.installing/downloads'))).toEqual([]);
    expect(readRecord(engine.folder)).toMatchObject({ version: '9.9', variant: 'cpu', compiler: 'fake c++ 1.0' });
  });

  it('asks pip for the pinned build of another Python and compiles against it', async () => {
    await install(world);
    const [pip, compiler] = world.calls();
    expect(pip).toContain('download --no-deps --only-binary=:all: --python-version 3.11');
    expect(pip).toContain('--platform manylinux2014_x86_64 tensorflow-cpu==9.9');
    expect(compiler).toContain('-std=c++17');
    expect(compiler).toContain('libtensorflow_cc.so.2 -shared -Wl,-rpath,$ORIGIN/tensorflow');
  });

  it('does nothing where the engine is there', async () => {
    const first = await install(world);
    const calls = world.calls().length;
    const again = await install(world);
    expect(again).toEqual({ engine: first.engine, stages: [] });
    expect(world.calls()).toHaveLength(calls);
  });

  it('takes CUDA where there is a driver, with its programs executable', async () => {
    const machine = { ...world.around.machine, nvidiaDriver: () => '550.54.14' };
    const { engine } = await install(world, {}, { ...world.around, machine });
    expect(engine.variant).toBe('cuda');
    const program = path.join(engine.folder, 'nvidia/tool/bin/ptxas');
    expect(statSync(program).mode & 0o111).toBe(0o111);
  });

  it('prefers a CPU engine to none where only that one is installed', async () => {
    const { engine } = await install(world, { variant: 'cpu' });
    const machine = { ...world.around.machine, nvidiaDriver: () => '550.54.14' };
    expect(findEngine(world.cache, undefined, machine, world.around.releases)).toEqual(engine);
    expect(findEngine(world.cache, 'cuda', machine, world.around.releases)).toBeUndefined();
  });
});

describe('what is missing is told before anything is downloaded', () => {
  it('no Python', async () => {
    setProgram(world, 'python3');
    const error = await failure(world);
    expect(error.code).toBe('python-missing');
    expect(error.hint).toContain('apt install python3-pip');
    expect(error.hint).toContain('--wheel FILE');
  });

  it('a Python without pip', async () => {
    setProgram(world, 'python3', 'echo "No module named pip" >&2; exit 1');
    const error = await failure(world);
    expect(error.code).toBe('pip-missing');
    expect(error.message).toBe('python3 has no pip.');
  });

  it.each([
    ['linux', 'dnf install gcc-c++'],
    ['darwin', 'xcode-select --install'],
  ])('no compiler on %s', async (platform, advice) => {
    setProgram(world, 'c++');
    const machine = { ...world.around.machine, platform };
    const releases = world.around.releases.map((release) => ({ ...release, platform }));
    const error = await failure(world, {}, { ...world.around, machine, releases });
    expect(error.code).toBe('compiler-missing');
    expect(error.hint).toContain(advice);
    expect(world.calls()).toEqual([]);
  });

  it('no headers of Node', async () => {
    const error = await failure(world, {}, { ...world.around, nodeHeaders: [world.room] });
    expect(error.code).toBe('node-headers-missing');
    expect(world.calls()).toEqual([]);
  });

  it('a source of the binding', async () => {
    rmSync(path.join(world.around.sources.folder, 'utils.h'));
    const error = await failure(world);
    expect(error.code).toBe('package-damaged');
    expect(error.message).toContain('utils.h is missing');
    expect(world.calls()).toEqual([]);
  });

  it('no space', async () => {
    const machine = { ...world.around.machine, freeBytes: () => 20e6 };
    const error = await failure(world, {}, { ...world.around, machine });
    expect(error.code).toBe('disk-full');
    expect(error.message).toMatch(/in .*cache: it takes 0\.1 GB, and 0\.0 GB are free/);
    expect(error.hint).toContain('ANOSEG_CACHE');
    expect(world.calls()).toEqual([]);
  });

  it('a cache folder that cannot be made', async () => {
    writeFileSync(path.join(world.room, 'file'), '');
    const error = await failure(world, { cache: path.join(world.room, 'file', 'cache') });
    expect(error.code).toBe('cache-not-writable');
  });

  it.each([
    ['sunos', { platform: 'sunos' }, 'platform-unsupported', 'Use one of linux-x64.'],
    ['Windows', { platform: 'win32' }, 'platform-unsupported', 'WSL 2'],
    ['RISC-V', { arch: 'riscv64' }, 'platform-unsupported', 'Use one of linux-x64.'],
    ['musl', { libc: () => 'musl' }, 'libc-unsupported', 'glibc'],
  ])('a machine with %s', async (_name, difference, code, advice) => {
    const machine = { ...world.around.machine, ...difference };
    const error = await failure(world, {}, { ...world.around, machine });
    expect(error.code).toBe(code);
    expect(error.hint).toContain(advice);
  });

  it('a variant that is not built for the machine', async () => {
    const releases = world.around.releases.filter(({ variant }) => variant === 'cpu');
    const error = await failure(world, { variant: 'cuda' }, { ...world.around, releases });
    expect(error.code).toBe('variant-unsupported');
    expect(error.hint).toContain('--variant cpu');
  });
});

describe('a download that goes wrong', () => {
  it('names the digest that it expected and the one that it found', async () => {
    const [release] = world.around.releases;
    const wheel = release?.wheels[0];
    writeFileSync(path.join(world.wheels, wheel?.file ?? ''), 'something else');
    const error = await failure(world);
    expect(error.code).toBe('wheel-digest');
    expect(error.message).toContain(`expected ${wheel?.sha256}`);
    expect(error.message).toContain(`found ${createHash('sha256').update('something else').digest('hex')}`);
    expect(leftovers(world)).not.toContain('downloads');
  });

  it("shows pip's reason", async () => {
    setProgram(
      world,
      'python3',
      `if [ "$3" = --version ]; then echo "pip 24.0"; exit 0; fi
       echo "ERROR: No matching distribution found for tensorflow-cpu==9.9" >&2; exit 1`,
    );
    const error = await failure(world);
    expect(error.code).toBe('download-failed');
    expect(error.message).toBe(
      'pip could not download tensorflow-cpu==9.9: No matching distribution found for tensorflow-cpu==9.9',
    );
    expect(error.hint).toContain('python3 -m pip download');
  });

  it('tells a network that is not there from an index that lacks the file', async () => {
    setProgram(
      world,
      'python3',
      `if [ "$3" = --version ]; then echo "pip 24.0"; exit 0; fi
       echo "WARNING: Retrying (Retry(total=0)) after connection broken" >&2
       echo "ERROR: No matching distribution found for tensorflow-cpu==9.9" >&2; exit 1`,
    );
    expect((await failure(world)).code).toBe('no-network');
  });

  it('is stopped with the installation', async () => {
    const stopping = new AbortController();
    const slow = withEnv(world, { FAKE_SECONDS: '8' });
    setTimeout(() => stopping.abort(new Error('stopped by a signal')), 300);
    const started = Date.now();
    await expect(install(world, { signal: stopping.signal }, slow)).rejects.toThrow('stopped by a signal');
    expect(Date.now() - started).toBeLessThan(5000);
    expect(leftovers(world)).toEqual([]);
  });

  it('or while the installation waits for another one', async () => {
    const stopping = new AbortController();
    const first = install(world, {}, withEnv(world, { FAKE_SECONDS: '1' }));
    setTimeout(() => stopping.abort(new Error('stopped by a signal')), 300);
    await expect(install(world, { signal: stopping.signal })).rejects.toThrow('stopped by a signal');
    expect(installed(world)).toBeUndefined();
    expect((await first).engine).toEqual(installed(world));
  });
});

describe('what an interrupted installation left', () => {
  it('does not disturb the next one', async () => {
    const folder = path.join(world.cache, 'engine/.installing');
    mkdirSync(path.join(folder, 'draft-abc/engine'), { recursive: true });
    writeFileSync(path.join(folder, 'draft-abc/engine/half'), 'half');
    const dead = { host: hostname(), pid: spawnSync('true').pid, started: '1' };
    writeFileSync(path.join(folder, 'lock'), JSON.stringify(dead));
    const { engine } = await install(world);
    expect(installed(world)).toEqual(engine);
    expect(leftovers(world)).toEqual(['downloads']);
  });

  it('is used again where a download was finished', async () => {
    const folder = path.join(world.cache, 'engine/.installing/downloads');
    mkdirSync(folder, { recursive: true });
    const file = world.around.releases[0]?.wheels[0]?.file ?? '';
    copyFileSync(path.join(world.wheels, file), path.join(folder, file));
    setProgram(world, 'python3');
    const { stages } = await install(world);
    expect(stages).toEqual(['verify', 'unpack', 'compile', 'test']);
  });

  it('is fetched again where its digest is wrong', async () => {
    const folder = path.join(world.cache, 'engine/.installing/downloads');
    mkdirSync(folder, { recursive: true });
    const file = world.around.releases[0]?.wheels[0]?.file ?? '';
    writeFileSync(path.join(folder, file), 'torn');
    const { stages } = await install(world);
    expect(stages).toContain('download');
  });
});

describe('two installations at once', () => {
  it('download once; the second waits and finds the engine', async () => {
    const slow = withEnv(world, { FAKE_SECONDS: '0.5' });
    const [first, second] = await Promise.all([install(world, {}, slow), install(world, {}, slow)]);
    expect(second.engine).toEqual(first.engine);
    expect([first.stages, second.stages]).toContainEqual(['wait']);
    expect(world.calls().filter((call) => call.startsWith('pip'))).toHaveLength(1);
  });
});

describe('an engine that does not work', () => {
  it('is not put in place, and its download is kept for the next try', async () => {
    const prove = async () => ({ error: 'Illegal instruction' });
    const error = await failure(world, {}, { ...world.around, prove });
    expect(error.code).toBe('engine-test-failed');
    expect(error.message).toContain('Illegal instruction');
    expect(readdirSync(path.join(world.cache, 'engine/.installing/downloads'))).toHaveLength(1);
  });

  it("shows the compiler's first error", async () => {
    setProgram(
      world,
      'c++',
      `if [ "$1" = --version ]; then echo "old c++ 4.8"; exit 0; fi
       echo "note: something" >&2; echo "x.cc:1: error: no C++17" >&2; exit 1`,
    );
    const error = await failure(world);
    expect(error.code).toBe('compile-failed');
    expect(error.message).toBe('old c++ 4.8 could not compile the binding: x.cc:1: error: no C++17');
  });
});
