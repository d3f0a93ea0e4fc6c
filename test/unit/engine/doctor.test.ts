import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DoctorReport, examine, renderDoctor } from '../../../src/engine/doctor/doctor.ts';
import type { Machine } from '../../../src/engine/machine.ts';
import { type Proof, proveBinding } from '../../../src/engine/prove.ts';
import { type FakeWorld, fakeWorld, install, setProgram, withEnv } from './fake-world.ts';

let world: FakeWorld;
beforeEach(() => {
  world = fakeWorld();
});
afterEach(() => world.remove());

function on(machine: Partial<Machine>, proof?: Proof) {
  const prove = proof === undefined ? world.around.prove : async () => proof;
  return { ...world.around, machine: { ...world.around.machine, ...machine }, prove };
}

function row(report: DoctorReport, name: string) {
  return report.rows.find((candidate) => candidate.name === name);
}

describe('examine', () => {
  it('misses nothing but the engine where all is ready for it', async () => {
    const report = await examine(world.cache, world.around);
    expect(report.healthy).toBe(false);
    expect(report.rows.filter(({ state }) => state !== 'ok')).toEqual([
      {
        name: 'engine cpu',
        state: 'missing',
        detail: 'not installed',
        hint: 'anoseg engine install --variant cpu',
      },
    ]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('names each missing tool with what to do', async () => {
    setProgram(world, 'python3');
    setProgram(world, 'c++');
    const around = { ...on({ freeBytes: () => 1000 }), nodeHeaders: [] };
    const report = await examine(world.cache, around);
    const missing = report.rows.filter(({ state }) => state === 'missing');
    expect(missing.map(({ name }) => name)).toEqual(['pip', 'compiler', 'headers', 'cache', 'engine cpu']);
    expect(missing.every(({ hint }) => hint !== undefined && hint !== '')).toBe(true);
  });

  it('is content without tools where an engine works', async () => {
    await install(world);
    setProgram(world, 'python3');
    setProgram(world, 'c++');
    const report = await examine(world.cache, world.around);
    expect(report.healthy).toBe(true);
    expect(row(report, 'pip')?.state).toBe('warning');
    expect(row(report, 'self-test cpu')).toMatchObject({ state: 'ok', detail: 'right results on the CPU, 1 ms' });
  });

  it('survives a library that crashes', async () => {
    await install(world);
    const report = await examine(world.cache, on({}, { error: 'the process ended with SIGSEGV: it said nothing' }));
    expect(report.healthy).toBe(false);
    expect(row(report, 'self-test cpu')).toMatchObject({
      state: 'missing',
      detail: expect.stringContaining('SIGSEGV'),
    });
  });

  it('notices a GPU that lies idle, and a driver that is too old', async () => {
    const around = on({ nvidiaDriver: () => '470.82.01' });
    await install(world, {}, around);
    const report = await examine(world.cache, around);
    expect(report.healthy).toBe(true);
    expect(row(report, 'gpu driver')).toMatchObject({ state: 'warning', hint: 'CUDA 12 needs 525 or newer.' });
    expect(row(report, 'self-test cuda')?.state).toBe('warning');
    expect(row(report, 'engine cuda')).toMatchObject({ state: 'warning', hint: expect.stringContaining('try') });
  });

  it('recommends the CUDA build where there is a driver', async () => {
    await install(world, { variant: 'cpu' });
    const report = await examine(world.cache, on({ nvidiaDriver: () => '550.54.14' }));
    expect(row(report, 'engine cuda')).toMatchObject({ state: 'warning', hint: expect.stringContaining('cuda') });
    expect(report.healthy).toBe(true);
  });

  it.each([
    [{ platform: 'sunos' }, 'machine'],
    [{ libc: () => 'musl' }, 'machine'],
    [{ hasAvx: () => false }, 'processor'],
  ])('tells what the machine %j lacks', async (difference, name) => {
    const report = await examine(world.cache, on(difference));
    expect(row(report, name)).toMatchObject({ state: 'missing', hint: expect.any(String) });
  });

  it.each<readonly [NodeJS.ProcessEnv, string]>([
    [{}, 'x64, AVX, AVX2; oneDNN on, with AVX2'],
    [{ TF_ENABLE_ONEDNN_OPTS: '0' }, 'x64, AVX, AVX2; oneDNN off'],
    [{ ONEDNN_MAX_CPU_ISA: 'sse41' }, 'x64, AVX, AVX2; oneDNN on, with SSE41'],
    [{ ONEDNN_MAX_CPU_ISA: 'all' }, 'x64, AVX, AVX2; oneDNN on, with AVX2'],
  ])('tells the instructions that there are and what is used, with %j', async (env, detail) => {
    const report = await examine(world.cache, withEnv(world, env));
    expect(row(report, 'processor')).toMatchObject({ state: 'ok', detail });
    const limited = env.ONEDNN_MAX_CPU_ISA === 'sse41';
    expect(report.rows.some((each) => each.detail.includes('newer than SSE41'))).toBe(limited);
  });

  it('leaves ARM to TensorFlow, and says so', async () => {
    const machine = { arch: 'arm64', instructions: () => ['NEON', 'SVE'] };
    const report = await examine(world.cache, on(machine));
    expect(row(report, 'processor')?.detail).toBe('arm64, NEON, SVE; oneDNN as TensorFlow decides, with SVE');
  });

  it('warns of a setting that makes training slow', async () => {
    const report = await examine(world.cache, withEnv(world, { TF_ENABLE_ONEDNN_OPTS: '0' }));
    expect(row(report, 'settings')?.state).toBe('warning');
  });
});

describe('renderDoctor', () => {
  it('aligns the rows and puts each hint below its row', () => {
    const text = renderDoctor({
      healthy: false,
      rows: [
        { name: 'node', state: 'ok', detail: 'v20.0.0' },
        { name: 'engine cpu', state: 'missing', detail: 'not installed', hint: 'anoseg engine install' },
      ],
    });
    expect(text).toBe(
      [
        'ok       node        v20.0.0',
        'MISSING  engine cpu  not installed',
        '                     anoseg engine install',
        '',
      ].join('\n'),
    );
  });
});

describe('proveBinding', () => {
  it('tells how a process ended that had no result', async () => {
    setProgram(world, 'node', 'echo "something broke" >&2; kill -SEGV $$');
    const proof = await proveBinding('/none.node', { ...world.around.machine, node: `${world.room}/bin/node` });
    expect(proof).toEqual({ error: 'the process ended with SIGSEGV: something broke' });
  });

  it('blames the processor where it has no AVX', async () => {
    setProgram(world, 'node', 'kill -ILL $$');
    const proof = await proveBinding('/none.node', { ...world.around.machine, node: `${world.room}/bin/node` });
    expect(proof).toEqual({ error: expect.stringContaining('AVX') });
  });
});
