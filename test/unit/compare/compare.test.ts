// What `anoseg diff` tells: every difference in meaning at its place, and nothing else.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { compare, type Side } from '../../../src/runtime/compare/compare.ts';
import type { RunMetrics } from '../../../src/runtime/contract/events.ts';
import type { LockFile } from '../../../src/runtime/record/lock.ts';
import { checkText } from '../../pipelines.ts';

const file = path.resolve('pipelines/quickstart.anoseg');
const text = readFileSync(file, 'utf8');
const nothing = { lock: undefined, metrics: undefined };
const sideOf = (written: string, name = file): Side => ({
  ...nothing,
  model: checkText(written, {}, name).model ?? expect.fail('no model'),
});
const between = (written: string) => compare(sideOf(text), sideOf(written));
const instead = (a: string, b: string) => (text.includes(a) ? text.replace(a, b) : expect.fail(a));

test('of what means the same nothing differs', () => {
  expect(between(text.replaceAll('\n', '  // said\n'))).toEqual([]);
  const yaml = convert(new SourceFile(file, text, file), 'yaml', createSyntax()).text ?? '';
  expect(compare(sideOf(text), sideOf(yaml, file.replace('.anoseg', '.yaml')))).toEqual([]);
});

test('a setting: both values, and where they are written', () => {
  const [difference, ...others] = between(instead('opacity: 40%..100%', 'opacity: 50%..100%'));
  expect(others).toEqual([]);
  const place = expect.stringMatching(/quickstart\.anoseg:30:\d+$/);
  expect(difference).toEqual({
    ...{ area: 'settings', name: 'augment/synthetic/paste.opacity', a: '40%..100%', b: '50%..100%' },
    ...{ places: [place, place], follows: false },
  });
});

test('a parameter: what follows from it is marked, and so are shapes and cost', () => {
  const found = between(instead('param width = 16', 'param width = 24'));
  expect(found.filter(({ area }) => area === 'parameters').map(({ name, a, b }) => [name, a, b])).toEqual([
    ['param.width', '16', '24'],
  ]);
  const settings = found.filter(({ area }) => area === 'settings');
  expect(settings.length).toBeGreaterThan(5);
  expect(settings.every(({ follows }) => follows)).toBe(true);
  expect(found).toContainEqual(expect.objectContaining({ area: 'shapes', name: 'generator.e1', b: '32 x 32 x 24' }));
  expect(found.some(({ area, name }) => area === 'cost' && name === 'generator trained numbers')).toBe(true);
});

test('an operation that is there or not, and what others work on', () => {
  const found = between(instead('          -> shift()\n', ''));
  const told = found.map(({ area, name, a, b }) => [area, name, a, b]);
  expect(told).toContainEqual(['operations', 'augment/donor/shift', 'shift(augment/donor/chance_2)', null]);
  const seen = (donor: string) => expect.stringContaining(`augment/donor/${donor}`);
  expect(told).toContainEqual(['operations', 'augment/synthetic/paste', seen('shift'), seen('chance_2')]);
});

const lock: LockFile = {
  ...{ format_version: '1.1', name: 'q', anoseg: '0.1.0', command: 'anoseg run q.anoseg' },
  pipeline: {
    digest: 'sha256:1',
    entry: 'q.anoseg',
    sources: [{ name: 'q.anoseg', file: 'pipeline.anoseg', sha256: 'a' }],
  },
  parameters: {},
  data: { digest: 'sha256:2', files: 9, folder: '/one' },
  ...{ seed: 1, steps: 9, threads: 2, device: 'cpu', node: 'v22.1.0' },
  engine: { tensorflow: '2.19.1', variant: 'cpu', onednn: true },
  cpu: { model: 'one', architecture: 'x64', features: ['avx', 'avx512f'] },
};

test('runs: data, machine and figures; not paths, names of processors, what was typed', () => {
  const model = sideOf(text).model;
  const metrics = { iou: 0.5, pixel_ap: 0.25, aupro: null, train: { seconds: 4 } } as unknown as RunMetrics;
  const a = { model, lock, metrics };
  const elsewhere = {
    ...lock,
    command: 'anoseg run',
    data: { ...lock.data, folder: '/two' },
    cpu: { ...lock.cpu, model: 'two' },
  };
  expect(compare(a, { model, lock: elsewhere, metrics: { ...metrics, train: null } })).toEqual([]);
  const other: LockFile = {
    ...elsewhere,
    threads: 1,
    data: { ...lock.data, digest: 'sha256:3' },
    cpu: { ...lock.cpu, features: ['avx'] },
  };
  const found = compare(a, { model, lock: other, metrics: { ...metrics, iou: 0.75 } });
  expect(found.map(({ area, name, a: one, b }) => [area, name, one, b])).toEqual([
    ['data', 'digest', 'sha256:2', 'sha256:3'],
    ['machine', 'threads', '2', '1'],
    ['machine', 'instruction sets', 'avx avx512f', 'avx'],
    ['metrics', 'iou', '0.5', '0.75'],
  ]);
});

test('locks by themselves: parameters, seed, texts', () => {
  const alone = (own: Partial<LockFile>) => ({ ...nothing, model: undefined, lock: { ...lock, ...own } });
  expect(compare(alone({}), alone({}))).toEqual([]);
  const found = compare(
    alone({}),
    alone({ seed: 2, parameters: { seed: '2' }, pipeline: { ...lock.pipeline, digest: 'sha256:9' } }),
  );
  expect(found.map(({ area, name }) => `${area} ${name}`)).toEqual([
    'parameters seed',
    'settings digest of the pipeline',
    'settings seed',
  ]);
});
