// `anoseg explain` and `anoseg plan` as a user or a script calls them: what is printed, exit codes.
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { keywords } from '../../../src/api/editor.ts';
import { knownWords } from '../../../src/api/language.ts';
import { convertCommand } from '../../../src/cli/commands/convert.ts';
import { explainCommand } from '../../../src/cli/commands/explain/explain.ts';
import { type PlanOptions, planCommand } from '../../../src/cli/commands/plan/plan.ts';
import type { PipelineOptions } from '../../../src/cli/pipelines/pipelines.ts';
import { UsageError } from '../../../src/cli/shell/failure.ts';
import { captureTerminal } from './captured-terminal.ts';

let folder: string;
let file: string;
// The shipped library lies beside the built command; here it is a file like any other.
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'anoseg-plan-'));
  file = path.join(folder, 'bottle.anoseg');
  const text = readFileSync('test/fixtures/pipelines/bottle.anoseg', 'utf8');
  writeFileSync(file, text.replace('"std:blocks/pix2pix"', '"pix2pix"'));
  cpSync('pipelines/blocks/pix2pix.anoseg', path.join(folder, 'pix2pix.anoseg'));
});

async function explain(name?: string, options: PipelineOptions = {}, json = false, pipeline: string = file) {
  const { terminal, stdout } = captureTerminal({ json });
  const code = await explainCommand(pipeline, name, options, terminal);
  return { code, stdout: stdout() };
}

async function plan(options: PlanOptions = {}, json = false, pipeline: string = file) {
  const { terminal, stdout } = captureTerminal({ json });
  const code = await planCommand(pipeline, options, terminal);
  return { code, stdout: stdout() };
}

/** The same pipeline with a mistake. */
function broken(): string {
  const name = path.join(folder, 'broken.anoseg');
  writeFileSync(
    name,
    readFileSync(file, 'utf8').replaceAll('kernel: 4, stride: 2) -> leaky', 'kernal: 4, stride: 2) -> leaky'),
  );
  return name;
}

describe('explain', () => {
  test.each(knownWords().concat(keywords))('knows the word %s', async (word) => {
    const { code, stdout } = await explain(word);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/\S/) });
  });

  test('tells what a word means in each section, and what the pipeline calls by that name', async () => {
    expect((await explain('seen')).stdout).toMatch(/`network` .*shows.*\n +`loss` /);
    expect((await explain('horizontal')).stdout).toMatch(/`evaluate` +a value of `test_time`.*\n +`flip` +a value of/);
    expect((await explain('e1')).stdout).toContain('a value of this network: 128 x 128 x 64');
    expect((await explain('generator')).stdout).toMatch(/a network of `seen`; its values: `e1`, `e2`/);
    expect(JSON.parse((await explain('mask', {}, true)).stdout).words).toContainEqual({
      where: '`augment`',
      doc: expect.stringContaining('`synthetic`'),
    });
  });

  test('says of every setting whether it is written here, imported, set or default', async () => {
    const { code, stdout } = await explain(undefined, { set: ['width=32'] }, true);
    const { settings } = JSON.parse(stdout);
    const originOf = (wanted: string) => settings.find((one: { path: string }) => one.path === wanted)?.origin;
    expect(code).toBe(0);
    expect(originOf('param.width')).toEqual({ from: 'set' });
    expect(originOf('train.batch')).toMatchObject({ from: 'written', filename: file });
    expect(originOf('generator/e2/down/conv.kernel')).toMatchObject({
      from: 'imported',
      filename: path.join(folder, 'pix2pix.anoseg'),
      line: 8,
    });
    expect(originOf('train.log_every')).toEqual({ from: 'default' });
  });

  test('a name picks a part; an operation is explained, with where the pipeline uses it', async () => {
    expect((await explain('train.steps')).stdout).toMatch(
      /^train\n {2}steps {2}20000 {2}\S+bottle\.anoseg:\d+:15 {2}steps\n$/,
    );
    const { stdout } = await explain('relabel');
    expect(stdout).toContain('augmentation relabel(anomaly, difference: 3%');
    expect(stdout).toContain('augment/synthetic/relabel\n  difference');
  });

  test('a name that is nowhere is a wrong use, with the nearest that is', async () => {
    const asked = explain('widht');
    await expect(asked).rejects.toThrow(UsageError);
    await expect(asked).rejects.toMatchObject({ hint: 'did you mean `width`?' });
  });
});

describe('plan', () => {
  test('carries the digest that explain carries, and that the same pipeline has in YAML', async () => {
    const yaml = path.join(folder, 'bottle.yaml');
    await convertCommand(file, { to: 'yaml', out: yaml }, captureTerminal().terminal);
    const [here, there, explained] = [
      await plan({}, true),
      await plan({}, true, yaml),
      await explain('train', {}, true),
    ];
    const digestOf = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout).digest;
    expect(digestOf(here)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digestOf(there)).toBe(digestOf(here));
    expect(digestOf(explained)).toBe(digestOf(here));
  });

  test('--set changes what is planned', async () => {
    const { stdout } = await plan({ set: ['width=32'] });
    expect(stdout).toMatch(/^ {2}e1\/conv +128 x 128 x 32 +2,592 /m);
  });

  test('what is wrong with the pipeline is told, with exit code 1, as JSON too', async () => {
    const name = broken();
    expect(await plan({}, false, name)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('did you mean `kernel`?'),
    });
    const { code, stdout } = await explain(undefined, {}, true, name);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      diagnostics: [{ code: 'unknown-parameter' }, { code: 'unknown-parameter' }],
    });
  });

  test('--graph draws to standard output or to a file; --out alone is a wrong use', async () => {
    expect((await plan({ graph: 'mermaid' })).stdout).toMatch(/^flowchart TD\n/);
    const out = path.join(folder, 'bottle.svg');
    expect(await plan({ graph: 'svg', out })).toEqual({ code: 0, stdout: `wrote ${out}\n` });
    expect(readFileSync(out, 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
    await expect(plan({ out })).rejects.toThrow(UsageError);
    const other = path.join(folder, 'other.svg');
    expect((await plan({ graph: 'svg', out: other }, false, broken())).code).toBe(1);
    expect(existsSync(other)).toBe(false);
  });
});
