// `anoseg bench` as a user starts it: what it tells, without a data set too, and how it ends.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { anoseg, hasEngine, killGroup, scratch, startAnoseg, until } from './command.ts';

const bottle = path.resolve('pipelines/mvtec-bottle.anoseg');
const small = ['--set', 'size=64', '--set', 'width=8', '--threads', '1'];
// Whoever runs the tests may have data.
delete process.env.ANOSEG_DATA;
const schema = JSON.parse(readFileSync('grammar/bench.schema.json', 'utf8'));

test('without its data set a pipeline is measured on drawn images; what is told is as the published schema says', async () => {
  const args = ['bench', bottle, ...small, '--set', 'steps=1000', '--steps', '3', '--json'];
  const { code, stdout, stderr } = await anoseg(args, {}, scratch());
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const told = JSON.parse(stdout);
  const validate = new Ajv2020().compile(schema);
  expect(validate(told), JSON.stringify(validate.errors)).toBe(true);
  expect(told).toMatchObject({ steps: 3, threads: 1, images: { from: 'drawn' }, training: { steps: 1000 } });
  for (const { median, min, max } of [told.step_ms, told.network_ms, told.step_cpu_ms]) {
    expect(min).toBeGreaterThan(0);
    expect(median).toBeGreaterThanOrEqual(min);
    expect(median).toBeLessThanOrEqual(max);
  }
  expect(told.training.seconds).toBeCloseTo(told.step_ms.median, 1);
  expect(told.images_per_second).toBeCloseTo(8000 / told.step_ms.median, 1);
  expect(told.peak_rss_mb).toBeGreaterThan(200);
  const { operations, step_ms, other_ms } = told.profile;
  expect(operations).toHaveLength(10);
  expect(other_ms).toBeLessThan(step_ms / 2);
  // Each is where the file says so.
  const lines = readFileSync(bottle, 'utf8').split('\n');
  for (const { operation, file, line, column } of operations) {
    expect(file).toBe(bottle);
    const word = lines[line - 1]?.slice(column - 1) ?? '';
    // Of what is inside a block, its call.
    expect(word.startsWith(operation) || /^(up|down)\(/.test(word), `${operation}: ${word}`).toBe(true);
  }
});

test('a folder of data that was named must be there; a wrong pipeline is 1, a wrong number 2, a signal 130', async () => {
  const ends = async (...args: string[]) => (await anoseg(['bench', ...args])).code;
  expect(await ends(bottle, ...small, '--data', path.join(scratch(), 'nowhere'))).toBe(3);
  expect(await ends('test/fixtures/diagnostics/unknown-name.anoseg')).toBe(1);
  expect(await ends(bottle, '--steps', '0')).toBe(2);
  const running = startAnoseg(['bench', bottle, ...small]);
  await until(() => hasEngine(running), 'the engine process');
  killGroup(running, 'SIGINT');
  const { code, stdout } = await running.ended;
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
});
