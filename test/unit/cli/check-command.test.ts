// `anoseg check` as scripts and CI see it: which files, what is printed in each format, exit codes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { type CheckOptions, checkCommand } from '../../../src/cli/commands/check/check.ts';
import { findPipelines } from '../../../src/cli/pipelines/find-pipelines.ts';
import { captureTerminal } from './captured-terminal.ts';
import { sarifStructure } from './sarif-structure.ts';

const fixtures = 'test/fixtures/diagnostics';

async function run(
  names: readonly string[],
  options: CheckOptions = {},
  form: Parameters<typeof captureTerminal>[0] = {},
) {
  const { terminal, stdout } = captureTerminal(form);
  const code = await checkCommand(names, options, terminal);
  return { code, stdout: stdout() };
}

describe('exit codes', () => {
  test('0 for valid, also with warnings; 1 for errors, and for warnings with --strict', async () => {
    const warns = `${fixtures}/unused-value.anoseg`;
    expect((await run([`${fixtures}/memory-high.anoseg`], { memory: 1e12 })).code).toBe(0);
    expect((await run([warns])).code).toBe(0);
    expect((await run([warns], { strict: true })).code).toBe(1);
    expect((await run([`${fixtures}/unknown-name.anoseg`])).code).toBe(1);
    // A note is no warning.
    expect((await run([`${fixtures}/term-off.anoseg`], { strict: true })).code).toBe(0);
  });

  test('no pipeline named, or none found, is a wrong use; a file that is not there the outside world', async () => {
    await expect(run([])).rejects.toMatchObject({ hint: expect.stringContaining('anoseg check') });
    await expect(run(['src/diagnostics'])).rejects.toMatchObject({
      message: 'there is no pipeline below src/diagnostics',
    });
    await expect(run(['nothing/*.anoseg'])).rejects.toMatchObject({
      message: 'there is no pipeline that matches nothing/*.anoseg',
    });
    await expect(run(['nothing.anoseg'])).rejects.toMatchObject({ code: 'pipeline-missing' });
  });

  test('3 where only the data is wrong', async () => {
    const text = readFileSync(`${fixtures}/term-off.anoseg`, 'utf8').replace('sample("weave")', 'mvtec("bottle")');
    const pipeline = path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-check-')), 'main.anoseg');
    writeFileSync(pipeline, text);
    expect((await run([pipeline], { withData: true, data: 'nothing' })).code).toBe(3);
    const broken = `${fixtures}/unknown-name.anoseg`;
    expect((await run([pipeline, broken], { withData: true, data: 'nothing' })).code).toBe(1);
  });

  test('a file of blocks alone is valid, and needs no parameter that is set', async () => {
    const library = 'pipelines/blocks/pix2pix.anoseg';
    expect(await run([library], { set: ['width=3'] })).toEqual({ code: 0, stdout: `${library}: valid\n` });
  });
});

describe('which files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-check-'));
  const put = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  put('a.anoseg', 'anoseg 1\n');
  put('deep/er/b.anoseg', 'anoseg 1\n');
  put('deep/c.yaml', '# a pipeline\n\nanoseg: 1\n');
  put('deep/d.yml', '{"anoseg": 1}\n');
  put('deep/other.yaml', 'name: ci\nanoseg: 1\n');
  put('node_modules/x/e.anoseg', 'anoseg 1\n');
  put('.hidden/f.anoseg', 'anoseg 1\n');
  symlinkSync(folder, path.join(folder, 'deep', 'loop'));
  const below = async (...names: readonly string[]) =>
    (await findPipelines(names.map((name) => path.join(folder, name)))).map((file) => path.relative(folder, file));

  test('all pipelines below a folder, YAML only where it says that it is one', async () => {
    expect(await below('')).toEqual(['a.anoseg', 'deep/c.yaml', 'deep/d.yml', 'deep/er/b.anoseg']);
  });

  test('a link in a circle fails when it is read, like a file that is not there', async () => {
    symlinkSync(path.join(folder, 'circle.link'), path.join(folder, 'circle.link'));
    expect(await below('circle.link')).toEqual(['circle.link']);
    await expect(run([path.join(folder, 'circle.link')])).rejects.toMatchObject({ code: 'pipeline-unreadable' });
  });

  test('runs are left out below folders and patterns, other folders with a lock.json are not', async () => {
    const own = path.join(folder, 'with-runs');
    put('with-runs/mine.anoseg', 'anoseg 1\n');
    put('with-runs/locked/lock.json', '{"dependencies": {}}');
    put('with-runs/locked/b.anoseg', 'anoseg 1\n');
    put('with-runs/runs/one/lock.json', '{"pipeline": {}, "parameters": {}}');
    put('with-runs/runs/one/pipeline.anoseg', 'anoseg 1\n');
    put('with-runs/runs/one/imports/c.anoseg', 'anoseg 1\n');
    put('with-runs/runs/cut/lock.json', '{"pipel');
    put('with-runs/runs/cut/events.jsonl', '{"time":"2026-01-01T00:00:00Z","event":"start"}\n');
    put('with-runs/runs/cut/pipeline.anoseg', 'anoseg 1\n');
    const mine = ['with-runs/locked/b.anoseg', 'with-runs/mine.anoseg'];
    expect(await below('with-runs')).toEqual(mine);
    expect(await below('with-runs/**/*.anoseg')).toEqual(mine);
    await expect(run([path.join(own, 'runs')])).rejects.toMatchObject({
      message: expect.stringContaining('there is no pipeline below'),
      hint: expect.stringMatching(/runs are left out there: name the run itself, such as .*runs.(?:one|cut)$/),
    });
    await expect(run([path.join(own, 'runs/cut')])).rejects.toMatchObject({ code: 'lock-damaged' });
    rmSync(own, { recursive: true });
  });

  test('patterns, files and folders at once, each file once', async () => {
    expect(await below('a.anoseg', '**/*.anoseg', 'deep')).toEqual([
      'a.anoseg',
      'deep/er/b.anoseg',
      'deep/c.yaml',
      'deep/d.yml',
    ]);
  });

  test('a library that two pipelines import is told once', async () => {
    put('twice/lib.anoseg', 'anoseg 1\n\nblock bad(x) {\n  return x -> convv(3)\n}\n');
    const main = readFileSync(`${fixtures}/unused-block.anoseg`, 'utf8').replace(
      'anoseg 1\n',
      'anoseg 1\nuse "lib" { bad }\n',
    );
    put('twice/one.anoseg', main);
    put('twice/two.anoseg', main);
    const { stdout } = await run([path.join(folder, 'twice')], {}, { json: true });
    const codes = JSON.parse(stdout).diagnostics.map(({ code }: { code: string }) => code);
    expect(codes.filter((code: string) => code === 'unknown-operation')).toEqual(['unknown-operation']);
  });
});

describe('formats', () => {
  test('json is one document, as promised, columns in code points and bytes in UTF-8', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-json-')), 'é.anoseg');
    writeFileSync(file, 'anoseg 1\n\n// 😀 ü\nparam ünit = 3\n');
    const { stdout, code } = await run([file], { format: 'json' });
    expect(code).toBe(1);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ format_version: '1.0', valid: false, error_count: 1, warning_count: 0 });
    expect(document.diagnostics[0]).toMatchObject({
      severity: 'error',
      code: 'unexpected-character',
      summary: 'unexpected `ü`',
      range: { filename: file, start: { line: 4, column: 7, byte: 27 }, end: { line: 4, column: 8, byte: 29 } },
      related: [],
    });
    expect((await run([file], {}, { json: true })).stdout).toBe(stdout);
  });

  test('json carries hints as edits', async () => {
    const { stdout } = await run([`${fixtures}/unknown-key.anoseg`], { format: 'json' });
    expect(JSON.parse(stdout).diagnostics[0]).toMatchObject({
      hint: 'did you mean `steps`?',
      fix: { text: 'steps', range: { start: { line: 25, column: 3 }, end: { line: 25, column: 9 } } },
    });
  });

  test('github writes one annotation a finding, escaped, below the workspace', async () => {
    const { stdout } = await run(
      [`${fixtures}/shape-mismatch.anoseg`],
      { format: 'github' },
      { env: { GITHUB_WORKSPACE: path.resolve('test') } },
    );
    expect(stdout.split('\n')).toEqual([
      '::error file=fixtures/diagnostics/shape-mismatch.anoseg,line=16,col=20,endLine=16,endColumn=21,' +
        'title=anoseg%3A shape-mismatch::concat needs equal height and width: 16 x 16 x 8, from line 15%0A' +
        '32 x 32 x 8, from line 14: fixtures/diagnostics/shape-mismatch.anoseg:16:16',
      '1 error',
      '',
    ]);
  });

  test('sarif has the structure of the standard, for all fixtures at once', async () => {
    const { stdout } = await run([fixtures], { format: 'sarif' });
    const log = JSON.parse(stdout);
    const validate = new Ajv({ allErrors: true }).compile(sarifStructure);
    validate(log);
    expect(validate.errors).toBeNull();
    const [{ results, tool }] = log.runs;
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    const prints = results.map((result: Record<string, object>) => JSON.stringify(result.partialFingerprints));
    expect(new Set(prints).size).toBe(prints.length);
    expect(results.some((result: object) => 'fixes' in result)).toBe(true);
    expect(results.some((result: object) => 'relatedLocations' in result)).toBe(true);
  });

  test('sarif without findings is a run without results', async () => {
    const { stdout } = await run(['pipelines/blocks/pix2pix.anoseg'], { format: 'sarif' });
    expect(JSON.parse(stdout).runs[0]).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });
});

describe('--explain', () => {
  test('tells a rule with a wrong and a right example', async () => {
    const { stdout, code } = await run([], { explain: 'unknown-key' });
    expect(code).toBe(0);
    expect(stdout).toContain('unknown-key: error');
    expect(stdout).toMatch(/Wrong:\n {4}train \{ step = 100 \}\n\nRight:\n {4}train \{ steps = 100 \}/);
  });

  test('an unknown code is told the nearest', async () => {
    await expect(run([], { explain: 'unkown-key' })).rejects.toMatchObject({ hint: 'did you mean `unknown-key`?' });
  });
});
