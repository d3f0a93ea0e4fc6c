// YAML and the formatter through the built command line: standard input, exit codes, and a run from the twin
// that is the same to the last bit.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { anoseg, scratch } from './command.ts';

const pipeline = path.resolve('pipelines/quickstart.anoseg');

function withInput(input: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/anoseg.js', ...args], {
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a pipeline goes through standard input: converted, checked, formatted', () => {
  const text = readFileSync(pipeline, 'utf8');
  const yaml = withInput(text, 'convert', '-', '--to', 'yaml');
  expect(yaml.status).toBe(0);
  expect(withInput(yaml.stdout, 'check', '-')).toEqual({ status: 0, stdout: '-: valid\n', stderr: '' });
  expect(withInput(yaml.stdout.replaceAll(': [', ':   ['), 'fmt', '-').stdout).toBe(yaml.stdout);
  expect(withInput(text.replaceAll(' = ', '='), 'fmt', '-')).toEqual({ status: 0, stdout: text, stderr: '' });
  expect(withInput(`${text} `, 'fmt', '-', '--check')).toMatchObject({
    status: 1,
    stdout: `<stdin>:${text.split('\n').length}: not in canonical form\n`,
  });
});

test('the help of both commands has examples, and a wrong syntax is a wrong use', async () => {
  expect((await anoseg(['fmt', '--help'])).stdout).toContain('$ anoseg fmt --check .');
  expect((await anoseg(['convert', '--help'])).stdout).toContain('--to anoseg --out bottle.anoseg');
  expect((await anoseg(['convert', pipeline])).code).toBe(2);
  expect((await anoseg(['convert', pipeline, '--to', 'json'])).code).toBe(2);
});

test('a run from the twin in YAML gives the same digest and the same numbers', async () => {
  const folder = scratch();
  const twin = path.join(folder, 'twin.yaml');
  writeFileSync(twin, (await anoseg(['convert', pipeline, '--to', 'yaml'])).stdout);
  const runOf = async (file: string, name: string) => {
    const out = path.join(folder, name);
    const set = ['size=32', 'width=4', 'steps=4'].flatMap((setting) => ['--set', setting]);
    const { code, stderr } = await anoseg(['run', file, '--out', out, '--threads', '1', ...set]);
    expect(code, stderr).toBe(0);
    const read = (part: string) => JSON.parse(readFileSync(path.join(out, part), 'utf8'));
    const { train: _, ...metrics } = read('metrics.json');
    return {
      digest: read('lock.json').pipeline.digest,
      metrics,
      scores: readFileSync(path.join(out, 'scores.csv'), 'utf8'),
    };
  };
  expect(await runOf(twin, 'b')).toEqual(await runOf(pipeline, 'a'));
});
