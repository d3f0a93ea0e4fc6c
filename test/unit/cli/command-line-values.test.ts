// Values of parameters on the command line: what is wrong with `--set` and `--each` is told at its word, before anything
// runs. 2 where the word is wrong by itself or by the declaration, 1 where the pipeline cannot do with it.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkCommand } from '../../../src/cli/commands/check/check.ts';
import { planCommand } from '../../../src/cli/commands/plan/plan.ts';
import { runEach } from '../../../src/cli/commands/run/each.ts';
import { parseEach, productOf } from '../../../src/cli/commands/run/each-words.ts';
import { gridOfWords } from '../../../src/cli/commands/run/grid.ts';
import { captureTerminal } from './captured-terminal.ts';

const text = `anoseg 1
param width = 8 in 4..64
param slope = 0.5 in 0..1
param weight = 1 in 0.0..10.0
param share = 10% in [10%, 20%]
param kind = "bce" in ["bce", "focal"]
param deep = false
param steps = 10
param size = 32
data { source = sample("weave")  image = size x size }
augment { synthetic, mask = image -> paste(other_image, scar()) -> relabel() }
network g(seen) {
  e1 = seen -> conv(width, kernel: 4, stride: 2) -> leaky_relu(slope) -> dropout(share when deep else 1%)
  map = concat(seen, e1 -> upsample) -> conv(1) -> sigmoid
}
loss { pixel = weight * bce(map, mask) when kind == "bce" else focal(map, mask) }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = steps }
`;
let file = '';
beforeAll(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-set-')), 'main.anoseg');
  writeFileSync(file, text);
});

interface Found {
  readonly code: string;
  readonly summary: string;
  readonly range: { readonly filename: string; readonly start: { readonly column: number } };
  readonly related: readonly { readonly range: { readonly filename: string } }[];
}

const diagnosticsIn = (json: string): readonly Found[] => JSON.parse(json).diagnostics;
const shown = ({ code, range }: Found) => `${code} ${range.filename}:${range.start.column}`;

async function check(...set: readonly string[]) {
  const { terminal, stdout } = captureTerminal({ json: true });
  const exit = await checkCommand([file], { set }, terminal);
  return { exit, found: diagnosticsIn(stdout()).filter(({ code }) => code !== 'unused-parameter') };
}

async function each(words: readonly string[], set: readonly string[] = []) {
  const { terminal, stdout } = captureTerminal({ json: true });
  const never = () => Promise.reject(new Error('nothing may start'));
  const exit = await runEach(file, { each: words, set }, terminal, { openView: never, follow: never });
  return { exit, found: diagnosticsIn(stdout()) };
}

describe('--set', () => {
  test.each([
    'width=8',
    'width=2 * 16',
    'slope=1',
    'weight=2.5',
    'share=20%',
    'kind=focal',
    'kind="bce"',
    'deep=true',
    'width=16.0',
  ])('%s is taken', async (set) => {
    expect(await check(set)).toEqual({ exit: 0, found: [] });
  });

  test.each([
    ['width=8.5', 'out-of-range', '`width` must be a whole number within 4..64, not the number 8.5'],
    ['width=100', 'out-of-range', '`width` must be within 4..64, not the number 100'],
    ['width=many', 'wrong-type', '`width` must be a number, not `many`'],
    ['width=8px', 'wrong-type', '`width` must be a number, not the length 8px'],
    ['width=8,16', 'syntax', 'unexpected `,`'],
    ['width=[8, 16]', 'wrong-type', '`width` must be a number, not a list'],
    ['width=8..16', 'wrong-type', '`width` must be a number, not the range 8..16'],
    ['width=(', 'syntax', 'expected a value, found the end of the file'],
    ['slope=2', 'out-of-range', '`slope` must be within 0..1, not the number 2'],
    ['share=0.1', 'wrong-type', '`share` must be a share, not the number 0.1'],
    ['share=15%', 'out-of-range', '`share` must be one of 10%, 20%, not the share 15%'],
    ['kind=l1', 'out-of-range', '`kind` must be one of "bce", "focal", not the string "l1"'],
    ['deep=1', 'wrong-type', '`deep` must be `true` or `false`, not the number 1'],
    ['nosuch=1', 'unknown-setting', 'the pipeline declares no parameter `nosuch`'],
  ])('%s is 2, at its word, told once', async (set, code, summary) => {
    const { exit, found } = await check(set);
    expect(exit).toBe(2);
    expect(found.map((one) => [one.code, one.range.filename, one.summary])).toEqual([[code, 'command line', summary]]);
  });

  test.each([
    ['steps=-1', 'out-of-range', '`steps` must be 1 or more, not the number -1'],
    ['steps=2.5', 'wrong-type', '`steps` must be a whole number, not the number 2.5'],
    ['size=33', 'indivisible-side', 'conv: 33 does not divide by the stride 2'],
  ])('%s is 1, at its word, with the place in the file beside it', async (set, code, summary) => {
    const { exit, found } = await check('width=16', set);
    expect(exit).toBe(1);
    expect(found.map((one) => [shown(one), one.summary])).toEqual([
      [`${code} command line:${set.indexOf('=') + 8}`, summary],
    ]);
    expect(found[0]?.related.some(({ range }) => range.filename === file)).toBe(true);
  });

  test('what is wrong without it stays where it is', async () => {
    writeFileSync(`${file}.broken.anoseg`, text.replace('adam()', 'adamm()'));
    const { terminal, stdout } = captureTerminal({ json: true });
    expect(await checkCommand([`${file}.broken.anoseg`], { set: ['steps=-1'] }, terminal)).toBe(1);
    expect(diagnosticsIn(stdout()).map(({ code, range }) => `${code} ${path.basename(range.filename)}`)).toEqual([
      'out-of-range command line',
      'unknown-operation main.anoseg.broken.anoseg',
    ]);
  });

  test('given twice, or without a value, is wrong use', async () => {
    await expect(check('width=8', 'width=9')).rejects.toThrow('`--set width=…` is given twice');
    await expect(check('width=')).rejects.toThrow('`--set width=` has no value');
    await expect(check('width')).rejects.toThrow('`--set width` has no value');
  });

  test('other commands end with 2 as well', async () => {
    const { terminal } = captureTerminal({ json: true });
    expect(await planCommand(file, { set: ['nosuch=1'] }, terminal)).toBe(2);
    expect(await planCommand(file, { set: ['steps=-1'] }, terminal)).toBe(1);
  });
});

describe('--each', () => {
  test('of a range the first value that is wrong is told, and no other', async () => {
    const { exit, found } = await each(['width=60..70']);
    expect(exit).toBe(2);
    expect(found.map(({ summary }) => summary)).toEqual(['`width` must be within 4..64, not the number 65']);
  });

  test('all that is wrong with any of several is told at once, each at its word', async () => {
    const { exit, found } = await each(['nosuch=1,2', 'kind=bce,l1', 'width=8,8.5,100']);
    expect(exit).toBe(2);
    expect(found.map(shown)).toEqual([
      'unknown-setting command line:8',
      'out-of-range command line:17',
      'out-of-range command line:16',
      'out-of-range command line:20',
    ]);
  });

  test('what the pipeline cannot do with is 1', async () => {
    const { exit, found } = await each(['size=32,33', 'width=8,16']);
    expect(exit).toBe(1);
    expect(found.map(shown)).toEqual(['indivisible-side command line:16']);
  });

  test('given twice, without values, or beside --set is wrong use', async () => {
    await expect(each(['width=8', 'width=16'])).rejects.toThrow('`--each width=…` is given twice');
    await expect(each(['width=8,16,8'])).rejects.toThrow('8 is given twice');
    await expect(each(['width=8,'])).rejects.toThrow('a value is missing beside a comma');
    await expect(each(['width=8'], ['width=16'])).rejects.toThrow('`width` is given by `--set` and by `--each`');
    await expect(each(['width='])).rejects.toThrow('has no values');
    await expect(each(['width'])).rejects.toThrow('has no values');
    await expect(each(['width=9..3'])).rejects.toThrow('ends before it begins');
    await expect(each(['steps=1..200', 'width=1..200'])).rejects.toThrow('more than 10,000 runs');
    await expect(each(['kind=all'])).rejects.toThrow('`kind` names none that can be listed');
  });

  test('`all` of what is drawn is all that can be drawn, in words and in a file', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-drawn-'));
    const named = path.join(folder, 'named.anoseg');
    writeFileSync(
      named,
      text.replace('sample("weave")', 'sample(category)').replace('1\n', '1\nparam category = "gear"\n'),
    );
    const { terminal } = captureTerminal();
    const { axes } = await gridOfWords(named, { each: ['category=all'] }, terminal);
    expect(axes.map(({ values }) => values.map((value) => value.text))).toEqual([['gear', 'weave']]);
    // Of another parameter, whose values are words that can be drawn, it is nothing.
    const other = path.join(folder, 'other.anoseg');
    writeFileSync(other, text.replaceAll('"bce"', '"weave"').replace('"focal"]', '"gear"]'));
    await expect(gridOfWords(other, { each: ['kind=all'] }, terminal)).rejects.toThrow('`kind` names none');
    const file = path.join(folder, 'grid.anoseg');
    for (const [name, exit] of Object.entries({ category: 0, kind: 1 })) {
      writeFileSync(file, `anoseg 1\nexperiment {\n  pipeline = "named.anoseg"\n  each.${name} = all\n}\n`);
      const checked = captureTerminal({ json: true });
      expect(await checkCommand([file], {}, checked.terminal)).toBe(exit);
    }
  });

  test('several are a grid, of which the last changes with every run; ranges are whole numbers', () => {
    const axes = parseEach(['width=8, 16', 'seed=1..2,7', 'name="a,b",c'], []).map(({ name, values }) => ({
      name,
      values: values === 'all' ? [] : values,
    }));
    expect(axes.map(({ values }) => values.map((value) => value.text))).toEqual([
      ['8', '16'],
      ['1', '2', '7'],
      ['"a,b"', 'c'],
    ]);
    expect(productOf(axes.slice(0, 2)).map((run) => run.map(({ text }) => text).join(' '))).toEqual([
      ...['8 1', '8 2', '8 7', '16 1', '16 2', '16 7'],
    ]);
  });
});
