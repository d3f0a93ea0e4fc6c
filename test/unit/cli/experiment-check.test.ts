// `anoseg check` of experiments as people write them wrong: each mistake has its code, its place and what to do, all of a file
// and of several files at once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkCommand } from '../../../src/cli/commands/check/check.ts';
import { planCommand } from '../../../src/cli/commands/plan/plan.ts';
import { checkText } from '../../pipelines.ts';
import { captureTerminal } from './captured-terminal.ts';
import { gearPipeline } from './gear-pipeline.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-wrong-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

write('gear.anoseg', gearPipeline);
write('broken.anoseg', gearPipeline.replace('relu', 'rellu'));

interface Told {
  readonly severity: string;
  readonly code: string;
  readonly hint?: string;
  readonly range: { readonly filename: string; readonly start: { readonly line: number; readonly column: number } };
}

async function findingsIn(files: readonly string[]) {
  const { terminal, stdout } = captureTerminal({ json: true });
  const code = await checkCommand(files, {}, terminal);
  const { diagnostics } = JSON.parse(stdout());
  const errors: readonly Told[] = diagnostics.filter(({ severity }: Told) => severity === 'error');
  const lines = errors.map(({ code: is, range: { filename, start }, hint = '' }) =>
    `${is} ${path.basename(filename)} ${start.line}:${start.column} ${hint}`.trim(),
  );
  return { code, lines };
}

// Lines of an experiment in both syntaxes, and what is told: the place is that of the language's own.
const wrong: readonly (readonly [what: string, own: string, yaml: string, told: string])[] = [
  ['a role', 'eech.width = [8, 16]', 'eech: {width: [8, 16]}', 'did you mean `each`?'],
  ['a parameter', 'compare.widht = [8, 16]', 'compare: {widht: [8, 16]}', 'did you mean `width`?'],
  ['a parameter of `all`', 'each.colour = all', 'each.colour: all', 'it declares `width`, `steps`, `seed`'],
  [
    '`all` of no category',
    'compare.width = all',
    'compare.width: all',
    'write the values in place of `all`, in brackets: `[A, B]`',
  ],
  ['types', 'compare.width = [8, "big"]', 'compare.width: [8, big]', 'write it like 4'],
  ['values twice', 'each.width = [8, 8.0]', 'each.width: [8, 8.0]', 'take one of them out'],
  ['no values', 'each.width = []', 'each.width: []', 'write them between the brackets, or leave the line out'],
  ['a range', 'repeat.seed = 5..1', 'repeat.seed: 5..1', 'write the smaller number first'],
  ['a range in quotes', 'repeat.seed = "1..5"', 'repeat.seed: "1..5"', 'without quotes it is no text: `1..5`'],
  ['a call', 'repeat.seed = range(5)', 'repeat.seed: range(5)', 'write the values themselves, such as `[8, 16]`'],
  ['one value', 'each.width = 8', 'each.width: 8', 'write `[8]`, or `set.width` for one value'],
  [
    'roles',
    'each.width = [8, 16]\n set.width = 3',
    'each.width: [8, 16]\n  set.width: 3',
    'a parameter has one line, with all its values: take one of them out',
  ],
  [
    'a role twice',
    'each.width = [8, 16]\n each.width = [4]',
    'each.width: [8, 16]\n  each: {width: [4]}',
    'a parameter has one line',
  ],
  ['another tongue', 'each.größe = [8, 16]', 'each.größe: [8, 16]', 'names have letters from a to z, digits and `_`'],
  ['values left out', 'each.width = [1, 2, ..., 5]', 'each.width: [1, 2, ..., 5]', 'write `1..5`'],
  ['more of them', 'each.width = [2, 4, …, 10]', 'each.width: [2, 4, …, 10]', 'write `2, 4, 6, 8, 10`'],
  ['who knows which', 'each.width = [1, 2, 4, ..., 64]', 'each.width: [1, 2, 4, ..., 64]', 'as a range: `1..5`'],
  ['out of bounds', 'each.width = [8, 128]', 'each.width: [8, 128]', 'name another value, or change the bounds in `'],
  ['no role', 'width = [8, 16]', 'width: [8, 16]', 'stand behind such a word, `each.width'],
  ['no name', 'each = [8, 16]', 'each: [8, 16]', 'such as `each.seed'],
  [
    'many',
    'each.width = 1..64\n repeat.seed = 1..9_000',
    'each.width: 1..64\n  repeat.seed: 1..9000',
    'name fewer values, or divide it into several experiments',
  ],
];

test.each(wrong)('%s', async (_, own, yaml, told) => {
  const files = [
    write('own.anoseg', `anoseg 1\nexperiment {\n pipeline = "gear.anoseg"\n ${own}\n}\n`),
    write('yaml.yaml', `anoseg: 1\nexperiment:\n  pipeline: gear.anoseg\n  ${yaml}\n`),
  ];
  const { code, lines } = await findingsIn(files);
  expect(code).toBe(1);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(told);
  expect(lines[1]).toMatch(/ yaml\.yaml \d+:\d+/);
  if (!told.includes('values themselves')) expect(lines[1]).toContain(told);
});

test.each([
  ['compare.widht = [8]', 'unknown-setting'],
  ['compare.width = [8, 16]\n repeat.seeed = 1..2', 'unknown-setting'],
  ['compare.width = []\n repeat.seed = 5..1', 'bad-experiment bad-experiment'],
  ['compare.width = [8, 16]\n repeat.seed = "1..5"', 'bad-experiment'],
  ['compare.width = [8]\n repeat.seed = 1..5', 'thin-experiment'],
  ['compare.width = [8, 16]\n repeat.seed = 1..2', 'thin-experiment'],
])('what is wrong is told, and not how many runs it would make: %s', async (lines, codes) => {
  const file = write('thin.anoseg', `anoseg 1\nexperiment {\n pipeline = "gear.anoseg"\n ${lines}\n}\n`);
  const { terminal, stdout } = captureTerminal({ json: true });
  await checkCommand([file], {}, terminal);
  expect(
    JSON.parse(stdout())
      .diagnostics.map(({ code }: Told) => code)
      .join(' '),
  ).toBe(codes);
});

test('a value out of bounds is told at the value', async () => {
  const file = write(
    'bounds.yaml',
    'anoseg: 1\nexperiment:\n  pipeline: gear\n  repeat.seed: 1..3\n  compare.width: [8, 128]\n',
  );
  expect(await findingsIn([file])).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^out-of-range bounds\.yaml 5:22 name another value/)],
  });
});

test.each([
  ['each { width = [8, 16] }', 'each.width = [8, 16]'],
  ['each {\n  width = [8, 16]\n  seed = 1..2\n }', 'each.width = [8, 16]\n  each.seed = 1..2'],
  ['each: { width: [8, 16], seed: 1..2 }', 'each.width = [8, 16]\n  each.seed = 1..2'],
  ['each = { width = [8, 16]; }', 'each.width = [8, 16]'],
])('the body of a part is one mistake, and lines mend it: %s', async (line, mended) => {
  const text = `anoseg 1\nexperiment {\n pipeline = "gear.anoseg"\n ${line}\n}\n`;
  const file = write('body.anoseg', text);
  const hint = 'each parameter has a line, with `each` before its name: `each.width = …`';
  expect(await findingsIn([file])).toEqual({ code: 1, lines: [`syntax body.anoseg 4:2 ${hint}`] });
  const { diagnostics } = checkText(text, {}, 'body.anoseg');
  expect(diagnostics.map(({ fix }) => fix?.text)).toContain(mended);
});

test('what is wrong in such a body is told where it stands', async () => {
  const text =
    'anoseg 1\nexperiment {\n pipeline = "gear.anoseg"\n each {\n  widht = [8, 16]\n  seed = ["x", 2]\n }\n}\n';
  const { lines } = await findingsIn([write('body.anoseg', text)]);
  expect(lines.map((told) => told.split(' ').slice(0, 3).join(' '))).toEqual([
    'syntax body.anoseg 4:2',
    'unknown-setting body.anoseg 5:3',
    'wrong-type body.anoseg 6:11',
  ]);
});

test('a second section is one mistake', async () => {
  const files = [
    write('own.anoseg', 'anoseg 1\nexperiment { pipeline = "gear.anoseg" }\nexperiment { each.width = [8, 16] }\n'),
    write(
      'yaml.yaml',
      'anoseg: 1\nexperiment:\n  pipeline: gear.anoseg\n  each.width: [8]\nexperiment:\n  each.width: [9]\n',
    ),
  ];
  const hint = 'put the lines of both into one';
  expect((await findingsIn(files)).lines).toEqual([
    `declared-twice own.anoseg 3:1 ${hint}`,
    `declared-twice yaml.yaml 5:1 ${hint}`,
  ]);
});

test('all of it at once, with what is wrong in other files', async () => {
  const { code, lines } = await findingsIn([
    write(
      'a.anoseg',
      'anoseg 1\nexperiment {\n pipeline = "gear.anoseg"\n each.width = all\n compare.seed = ["x", 2]\n lookd_at = ""\n repeat.colour = [1, 2]\n}\n',
    ),
    write('b.yaml', 'anoseg: 1\nexperiment:\n  pipeline: broken.anoseg\n  repeat.seed: 1..3\n'),
    write('c.anoseg', 'anoseg 1\nexperiment {\n pipeline = gear.anoseg\n each.width = [1, 2]\n}\n'),
  ]);
  expect(code).toBe(1);
  expect(lines.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
    'unknown-key a.anoseg 6:2',
    'bad-experiment a.anoseg 4:15',
    'wrong-type a.anoseg 5:18',
    'unknown-setting a.anoseg 7:9',
    'unknown-operation broken.anoseg 8:56',
    'syntax c.anoseg 3:13',
  ]);
});

test('beside a pipeline it is one mistake', async () => {
  const file = write('beside.anoseg', `${gearPipeline}experiment { each.width = [1, 2] }\n`);
  expect((await findingsIn([file])).lines).toEqual([
    'bad-experiment beside.anoseg 14:1 move it into another file, and name this one as its `pipeline`',
  ]);
});

test('`plan` tells the same, and goes no further', async () => {
  const file = write('planned.yaml', 'anoseg: 1\nexperiment:\n  pipeline: gear.anoseg\n  compare.width: all\n');
  const { terminal, stdout } = captureTerminal();
  expect(await planCommand(file, {}, terminal)).toBe(1);
  expect(stdout()).toContain('error[bad-experiment]: `all` stands for the categories of the data source');
  expect(stdout()).not.toContain('runs of');
});
