// `anoseg fmt` and `anoseg convert` as a user calls them: what is written, what is said, exit codes.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { convertCommand } from '../../../src/cli/commands/convert.ts';
import { type FmtOptions, fmtCommand } from '../../../src/cli/commands/fmt.ts';
import { findPipelines } from '../../../src/cli/pipelines/find-pipelines.ts';
import { captureTerminal } from './captured-terminal.ts';

const canonical = 'anoseg 1\n\nparam size  = 32\nparam width = 8\n';
const loose = '\uFEFFanoseg   1\r\n\r\n\r\nparam size=32\r\nparam width  =8';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'anoseg-fmt-')));
});

function put(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
}

async function fmt(names: readonly string[], options: FmtOptions = {}, json = false) {
  const { terminal, stdout } = captureTerminal({ json });
  const code = await fmtCommand(names, options, terminal);
  return { code, stdout: stdout() };
}

async function convertTo(to: 'anoseg' | 'yaml', file: string, out?: string) {
  const { terminal, stdout } = captureTerminal();
  const code = await convertCommand(file, out === undefined ? { to } : { to, out }, terminal);
  return { code, stdout: stdout() };
}

describe('fmt', () => {
  test('writes the canonical form, says so, and has nothing to say the second time', async () => {
    const file = put('a.anoseg', loose);
    chmodSync(file, 0o640);
    expect(await fmt([file])).toEqual({ code: 0, stdout: `${file}: formatted\n` });
    expect(readFileSync(file, 'utf8')).toBe(canonical);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(await fmt([file])).toEqual({ code: 0, stdout: '' });
  });

  test('what a run keeps stays as it was run: 2, with what to type; --check looks', async () => {
    mkdirSync(path.join(folder, 'run/imports'), { recursive: true });
    put('run/lock.json', '{"pipeline":{},"parameters":{}}');
    const files = [put('run/pipeline.anoseg', loose), put('run/imports/blocks.anoseg', loose)];
    symlinkSync(files[0] ?? '', path.join(folder, 'link.anoseg'));
    for (const name of [path.join(folder, 'run'), ...files, path.join(folder, 'link.anoseg')]) {
      await expect(fmt([name])).rejects.toThrow('belongs to a run, and stays as it was run');
      expect(await fmt([name], { check: true })).toMatchObject({ code: 1 });
    }
    const [file = ''] = files;
    await expect(fmt([file])).rejects.toMatchObject({ hint: expect.stringContaining(`cp ${file} mine.anoseg`) });
    expect(files.map((one) => readFileSync(one, 'utf8'))).toEqual([loose, loose]);
  });

  test('--check writes nothing, names the first line that differs, and exits 1', async () => {
    const [a, b] = [put('a.anoseg', canonical), put('b.anoseg', canonical.replace('param width ', 'param width  '))];
    expect(await fmt([folder], { check: true })).toEqual({ code: 1, stdout: `${b}:4: not in canonical form\n` });
    expect(readFileSync(b, 'utf8')).toContain('width  =');
    expect(await fmt([a], { check: true })).toEqual({ code: 0, stdout: '' });
  });

  test('a file with syntax errors is refused with its diagnostics; the others are formatted', async () => {
    const broken = put('a.anoseg', 'anoseg 1\n\nparam size = =\n');
    const [good, meaningless] = [put('b.anoseg', loose), put('c.yaml', 'anoseg:  1\nparam: {size:   nothing}\n')];
    const { code, stdout } = await fmt([folder]);
    expect(code).toBe(1);
    expect(stdout).toContain(`error[syntax]: expected a value, found \`=\`\n --> ${broken}:3:14`);
    expect(stdout).toContain(`${good}: formatted`);
    expect(readFileSync(broken, 'utf8')).toBe('anoseg 1\n\nparam size = =\n');
    expect(readFileSync(meaningless, 'utf8')).toBe('anoseg: 1\n\nparam:\n  size: nothing\n');
  });

  test('a version of the language that is unknown is left alone', async () => {
    const file = put('a.anoseg', 'anoseg   7\n');
    const { code, stdout } = await fmt([file]);
    expect({ code, text: readFileSync(file, 'utf8') }).toEqual({ code: 1, text: 'anoseg   7\n' });
    expect(stdout).toContain('install a newer release');
  });

  test('--upgrade writes the current version', async () => {
    const [file, yaml] = [put('a.anoseg', 'anoseg 0\n'), put('a.yaml', 'anoseg: 0\n')];
    await fmt([folder]);
    expect(readFileSync(file, 'utf8')).toBe('anoseg 0\n');
    await fmt([folder], { upgrade: true });
    expect([readFileSync(file, 'utf8'), readFileSync(yaml, 'utf8')]).toEqual(['anoseg 1\n', 'anoseg: 1\n']);
  });

  test('a link stays a link', async () => {
    const file = put('a.anoseg', loose);
    const link = path.join(folder, 'link.anoseg');
    symlinkSync(file, link);
    await fmt([link]);
    expect(realpathSync(link)).toBe(file);
    expect(readFileSync(file, 'utf8')).toBe(canonical);
  });

  test('JSON says which files have changed, and carries the diagnostics', async () => {
    const [a, b] = [put('a.anoseg', loose), put('b.anoseg', 'anoseg 1\n\nparam size = =\n')];
    const { code, stdout } = await fmt([folder], {}, true);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      format_version: '1.0',
      valid: false,
      error_count: 1,
      diagnostics: [{ code: 'syntax', range: { filename: b } }],
      files: [
        { file: a, changed: true },
        { file: b, changed: false },
      ],
    });
  });

  test('all pipelines of the repository are in canonical form', async () => {
    const names = (await findPipelines(['.'])).filter((name) => !/^(?:runs|test\/fixtures|node_modules)\//.test(name));
    expect(names).toContain('pipelines/mvtec-bottle.anoseg');
    expect(await fmt(names, { check: true })).toEqual({ code: 0, stdout: '' });
  });
});

describe('convert', () => {
  test('there and back again gives the file that it began with', async () => {
    const file = 'pipelines/blocks/pix2pix.anoseg';
    const there = await convertTo('yaml', file);
    expect(there).toMatchObject({ code: 0, stdout: expect.stringMatching(/^anoseg: 1\n/) });
    const out = path.join(folder, 'pix2pix.yaml');
    expect(await convertTo('yaml', file, out)).toEqual({ code: 0, stdout: `wrote ${out}\n` });
    expect(readFileSync(out, 'utf8')).toBe(there.stdout);
    expect((await convertTo('anoseg', out)).code).toBe(0);
  });

  test('comments stay where they stood, also below a network and above a section', async () => {
    const text =
      'anoseg 1\n\nnetwork g(seen) {\n  map = seen -> conv(3)  // a\n  // below\n}\n\n//// Loss ////\n\nloss {\n  /// of a\n  a = bce(map, mask)\n}\n// end\n';
    const yaml =
      'anoseg: 1\n\nnetwork:\n  g:\n    inputs: [seen]\n    values:\n      map: [seen, conv(3)]  # a\n      # below\n\n#// Loss ////\nloss:\n  ## of a\n  a: bce(map, mask)\n# end\n';
    expect(await convertTo('yaml', put('a.anoseg', text))).toEqual({ code: 0, stdout: yaml });
    const back = await convertTo('anoseg', put('a.yaml', yaml));
    expect(back.stdout).toBe(text.replace('//// Loss ////\n\n', '// // Loss ////\n'));
  });

  test('what is wrong with the meaning stays; syntax errors are told', async () => {
    const wrong = put('a.anoseg', 'anoseg 1\n\nparam size = nothing\n');
    expect(await convertTo('yaml', wrong)).toEqual({
      code: 0,
      stdout: 'anoseg: 1\n\nparam:\n  size: {expression: nothing}\n',
    });
    const broken = await convertTo('yaml', put('b.anoseg', 'anoseg 1\n\nparam size = =\n'));
    expect(broken).toMatchObject({ code: 1, stdout: expect.stringContaining('error[syntax]') });
  });

  test('a name that cannot be a key of YAML is told at its place', async () => {
    const { code, stdout } = await convertTo('yaml', put('a.anoseg', 'anoseg 1\n\nparam constructor = 3\n'));
    expect(code).toBe(1);
    expect(stdout).toContain(`error[yaml-key]: \`constructor\` cannot be a key\n --> ${folder}/a.anoseg:3:7`);
  });
});

test.each([
  ['line ends of Windows (CRLF)', (text: string) => text.replaceAll('\n', '\r\n')],
  ['a byte-order mark at its beginning', (text: string) => `\uFEFF${text}`],
])('--check says where %s is all that differs', async (said, change) => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-fmt-')), 'a.anoseg');
  writeFileSync(file, change(readFileSync('pipelines/quickstart.anoseg', 'utf8')));
  const { terminal, stdout } = captureTerminal();
  expect(await fmtCommand([file], { check: true }, terminal)).toBe(1);
  expect(stdout()).toContain(`all that differs is ${said}\n`);
});
