// Real installations into a cache of their own, by processes of their own, and what they installed at work.
// ANOSEG_TEST_WHEEL names a wheel to take; without it pip downloads one.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBinding } from '../../src/engine/binding.ts';
import { examine, renderDoctor } from '../../src/engine/doctor/doctor.ts';
import { type Engine, findEngine } from '../../src/engine/engine.ts';
import { readRecord } from '../../src/engine/install/record.ts';
import { isLogNoise } from '../../src/engine/log-noise.ts';
import { thisMachine } from '../../src/engine/machine.ts';
import { proveBinding } from '../../src/engine/prove.ts';
import { selfTest } from '../../src/engine/self-test.js';
import { sourceSurroundings } from '../setup-engine.ts';
import type { DriverOptions } from './install-driver.ts';

const MINUTES = 60_000;
let room = '';

beforeAll(async () => {
  room = mkdtempSync(path.join(tmpdir(), 'anoseg-install-'));
  writeFileSync(path.join(room, 'package.json'), '{"type":"module"}');
  await build({
    entryPoints: {
      driver: 'test/engine/install-driver.ts',
      'self-test-process': 'src/engine/self-test-process.js',
    },
    outdir: room,
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: {
      js: "import{createRequire as __c}from'node:module';const require=__c(import.meta.url);",
    },
    logLevel: 'error',
  });
});

afterAll(() => rmSync(room, { recursive: true, force: true }));

/** How an installing process ended, and what it told. */
interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(cache: string): { child: ChildProcess; ending: Promise<Ending> } {
  const { sources, nodeHeaders } = sourceSurroundings();
  const options: DriverOptions = {
    cache,
    wheel: process.env.ANOSEG_TEST_WHEEL,
    sources: sources.folder,
    nodeHeaders,
  };
  const parameters = [path.join(room, 'driver.js'), JSON.stringify(options)];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ending = new Promise<Ending>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ending };
}

function unfinished(cache: string): readonly string[] {
  return readdirSync(path.join(cache, 'engine', '.installing'));
}

describe('installing the engine', () => {
  it(
    'is interrupted by a kill and leaves nothing that the next two, at once, stumble over',
    async () => {
      const cache = path.join(room, 'cache');
      const killed = start(cache);
      await new Promise<void>((resolve) => {
        killed.child.stderr?.on('data', (text) => {
          if (String(text).includes('unpack')) setTimeout(resolve, 500);
        });
      });
      killed.child.kill('SIGKILL');
      await killed.ending;
      expect(findEngine(cache, 'cpu')).toBeUndefined();
      expect(unfinished(cache)).toContainEqual(expect.stringMatching(/^draft-/));

      const endings = await Promise.all([start(cache).ending, start(cache).ending]);
      expect(endings.map(({ code, stderr }) => (code === 0 ? '' : stderr))).toEqual(['', '']);
      const [first, second] = endings.map(({ stdout }): Engine => JSON.parse(stdout));
      expect(first).toEqual(findEngine(cache, 'cpu'));
      expect(second).toEqual(first);
      expect(endings.filter(({ stderr }) => stderr.includes('unpack'))).toHaveLength(1);
      expect(endings.filter(({ stderr }) => stderr.includes('wait process'))).toHaveLength(1);
      expect(readdirSync(path.join(cache, 'engine'))).toHaveLength(2);
      expect(unfinished(cache)).not.toContainEqual(expect.stringMatching(/^(draft|lock)/));
    },
    10 * MINUTES,
  );

  it('gives a binding that computes right, in this process and in another', async () => {
    const engine = installed();
    const binding = loadBinding(engine, { device: 'cpu', threads: 1 });
    const result = selfTest(binding);
    expect(result).toMatchObject({ ok: true, device: 'cpu', version: '2.19.1', failures: [] });
    expect(result.milliseconds).toBeLessThan(1000);
    expect(binding.getNumOfTensors()).toBe(0);
    expect(await proveBinding(engine.bindingPath, thisMachine())).toMatchObject({ ok: true });
  });

  it('records what it was made of', () => {
    const record = readRecord(installed().folder);
    expect(record).toMatchObject({ version: '2.19.1', variant: 'cpu' });
    expect(Object.values(record?.wheels ?? {})[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(record?.compiler).not.toBe('');
    expect(Object.keys(record?.files ?? {})).toEqual(expect.arrayContaining(['tfjs_binding.node']));
  });

  it('satisfies the doctor', async () => {
    const report = await examine(path.join(room, 'cache'), sourceSurroundings());
    expect(report.rows.filter(({ state }) => state === 'missing')).toEqual([]);
    expect(renderDoctor(report)).toMatch(/^ok +self-test cpu +right results on the CPU/m);
  });

  it('lets nothing through but what somebody should read', async () => {
    const said = await new Promise<string>((resolve) => {
      const parameters = [path.join(room, 'self-test-process.js'), installed().bindingPath];
      const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' };
      const child = spawn(process.execPath, parameters, { env });
      let stderr = '';
      child.stderr.on('data', (text) => {
        stderr += text;
      });
      child.on('close', () => resolve(stderr));
    });
    expect(said.split('\n').filter((line) => line !== '' && !isLogNoise(line))).toEqual([]);
  });
});

function installed(): Engine {
  const engine = findEngine(path.join(room, 'cache'), 'cpu');
  if (engine === undefined) throw new Error('the first test has installed nothing');
  return engine;
}
