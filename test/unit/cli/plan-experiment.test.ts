// `anoseg plan` of an experiment: its runs, what each kind of them costs, and the time of all by speeds that are written here.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type PlanOptions, planCommand } from '../../../src/cli/commands/plan/plan.ts';
import { captureTerminal } from './captured-terminal.ts';
import { gearPipeline } from './gear-pipeline.ts';

const experiment = `anoseg 1
experiment {
 pipeline = "gear.anoseg"
 compare.width = [4, 8]
 each.steps = [100, 1_000]
 repeat.seed = 1..5
}
`;

const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-planned-'));
const file = path.join(folder, 'grid.anoseg');
const gear = path.join(folder, 'gear.anoseg');
writeFileSync(gear, gearPipeline);
writeFileSync(file, experiment);

async function plan(cache: string, options: PlanOptions = {}, json = false) {
  const { terminal, stdout } = captureTerminal({ json, env: { ANOSEG_CACHE: cache } });
  expect(await planCommand(file, options, terminal)).toBe(0);
  return stdout();
}

const emptyCache = () => mkdtempSync(path.join(tmpdir(), 'anoseg-planned-cache-'));

interface Kind {
  readonly parameters: { readonly width: string; readonly steps: string };
  readonly multiply_adds: number;
  readonly runs: number;
  readonly expected_seconds: number | null;
}

async function kindsIn(cache: string, options: PlanOptions = {}): Promise<readonly Kind[]> {
  return JSON.parse(await plan(cache, options, true)).kinds;
}

/** A cache in which steps of the network of 4 channels took 10 ms, of 8 channels 30 ms, on two threads. */
async function measured(steps?: number): Promise<string> {
  const cache = emptyCache();
  const kinds = await kindsIn(cache);
  const speeds = [
    ['4', 10],
    ['8', 30],
  ].map(([width, step_ms]) => ({
    pipeline: 'gear',
    time: '2026-11-29T08:00:00.000Z',
    threads: 2,
    device: 'cpu',
    multiply_adds: kinds.find(({ parameters }) => parameters.width === width)?.multiply_adds,
    step_ms,
    ...(steps === undefined ? {} : { steps }),
  }));
  writeFileSync(path.join(cache, 'speeds.json'), JSON.stringify({ speeds }));
  return cache;
}

test('each kind of run is there once, with how often it is run, and the total is over all runs', async () => {
  const cache = await measured(100);
  const kinds = await kindsIn(cache);
  expect(kinds.map(({ parameters, runs, expected_seconds: each }) => ({ ...parameters, runs, each }))).toEqual([
    { width: '4', steps: '100', runs: 5, each: 1 },
    { width: '4', steps: '1000', runs: 5, each: 10 },
    { width: '8', steps: '100', runs: 5, each: 3 },
    { width: '8', steps: '1000', runs: 5, each: 30 },
  ]);
  const document = JSON.parse(await plan(cache, {}, true));
  expect(document).toMatchObject({ pipeline: gear, runs: 20, expected_seconds: 5 * (1 + 10 + 3 + 30) });
  expect(document.parameters).toEqual([
    { name: 'width', role: 'compared', values: ['4', '8'] },
    { name: 'steps', role: 'other', values: ['100', '1000'] },
    { name: 'seed', role: 'repeated', values: ['1', '2', '3', '4', '5'] },
  ]);
});

test('people read the same as a table and a sentence', async () => {
  const text = await plan(await measured(100));
  const [heading, , ...lines] = text.split('\n');
  expect(heading).toBe(`${file}: 20 runs of ${gear}: width (2) x steps (2) x seed (5)`);
  const rows = lines.slice(0, 5).map((line) => line.trim().split(/\s{2,}/));
  expect(rows.map(([width, ...others]) => [width, ...others.slice(0, 3), others.at(-1)])).toEqual([
    ['width', 'steps', 'runs', 'steps', 'training'],
    ['4', '100', '5', '100', '1 s'],
    ['4', '1000', '5', '1,000', '10 s'],
    ['8', '100', '5', '100', '3 s'],
    ['8', '1000', '5', '1,000', '30 s'],
  ]);
  // 220 s
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    'training takes about 3 min 40 s here in all, one after the other; starting, reading images, thresholds and evaluation are not in it',
  );
  expect(text).not.toContain('roughly');
});

test('a total of rough measures is rough, of unknown speeds there is none', async () => {
  expect((await plan(await measured())).replaceAll(/\s+/g, ' ')).toContain('roughly, from a short or unknown measure');
  const unknown = await plan(emptyCache());
  expect(unknown.replaceAll(/\s+/g, ' ')).toContain(`\`anoseg bench ${gear}\` tells`);
  expect(unknown).not.toContain('in all');
  // Measured on two threads.
  expect((await kindsIn(await measured(100), { threads: 8 })).map((kind) => kind.expected_seconds)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('what is set for all counts', async () => {
  writeFileSync(gear, gearPipeline.replace('1..64', '1..64\nparam batch = 1').replace('1 normal', 'batch normal'));
  const [once, twice] = [await kindsIn(emptyCache()), await kindsIn(emptyCache(), { set: ['batch=3'] })];
  expect((twice[0]?.multiply_adds ?? 0) / (once[0]?.multiply_adds ?? 1)).toBeCloseTo(2, 1);
});
