// `anoseg compare`: the same table in every form, names of strangers as text in each, and what cannot be compared.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { compareCommand } from '../../../src/cli/commands/compare/compare.ts';
import type { CompareOptions } from '../../../src/cli/commands/compare/compare-options.ts';
import { parseCsv } from '../../../src/runtime/files/csv.ts';
import { textWidth } from '../../../src/ui/text/text.ts';
import { type MadeRun, madeRun, runFolders } from '../variants/run-folders.ts';
import { captureTerminal } from './captured-terminal.ts';

async function told(folders: readonly string[], options: CompareOptions = {}, columns?: number): Promise<string> {
  const { terminal, stdout } = captureTerminal({ json: options.format === 'json' });
  const screen = columns === undefined ? {} : { stdout: { ...terminal.stdout, isTTY: true, columns } };
  expect(await compareCommand(folders, options, { ...terminal, ...screen })).toBe(0);
  return stdout();
}

const grid = (kinds: readonly string[] = ['bce', 'focal'], category = (i: number) => `c${i}`) => {
  const runs: Record<string, MadeRun> = {};
  for (const [k, kind] of kinds.entries())
    for (let c = 0; c < 5; c++)
      for (const seed of [1, 2]) {
        const value = 0.7 + 0.02 * k + 0.01 * c + 0.001 * seed * (k + 1) + 0.003 * ((c * 7 + k * 3) % 5);
        runs[`${k}-${c}-${seed}`] = madeRun(kind, category(c), seed, value);
      }
  return runs;
};

test('the table, the differences, the test and its reason, what was looked at', async () => {
  const text = await told([runFolders(grid())]);
  expect(text).toContain('mean over 5 categories\n  kind=bce');
  expect(text).toMatch(/kind=focal +2 +\.\d{3} ±\.\d{3}\*/);
  expect(text).toContain('mean ± standard deviation over seeds, * the best of its group');
  expect(text).toMatch(
    /kind=focal less kind=bce +difference +95% interval +p +p \(Holm\) +categories +pairs\n +pixel_ap +\+\.\d{3} +\+\.\d{3} to \+\.\d{3} +[<.\d]+ +[<.\d]+ +5 +10/,
  );
  expect(text).toMatch(/Each category counts once/);
  expect(text).toMatch(/chosen on:\n {2}pixel threshold: /);
});

test('a small difference has the digits that show its sign, and on which side of zero its interval lies', async () => {
  const text = (of: readonly number[]) =>
    told([
      runFolders(
        Object.fromEntries(
          of.flatMap((value, i) => [
            [`a${i}`, madeRun('bce', 'c0', i, 0.9)],
            [`b${i}`, madeRun('focal', 'c0', i, 0.9 + value)],
          ]),
        ),
      ),
    ]);
  const small = [-0.0001, -0.0002, -0.0003, -0.0004, -0.0004];
  // SciPy: mean -.00028, 95% interval -.000442 to -.000118, p .0086; of the second -.00003 to .04123.
  expect(await text(small)).toMatch(/pixel_ap +−\.00028 +−\.00044 to −\.00012 +\.009 /);
  expect(await text(small.map((value) => 100 * value))).toMatch(/pixel_ap +−\.028 +−\.044 to −\.012 /);
  // Two differences have no interval, and a sign all the same.
  expect(await text([-0.0002, -0.0004])).toMatch(/pixel_ap +−\.0003 /);
  expect(await text([0, 0, 0])).toMatch(/pixel_ap +\.000 +\.000 to \.000 /);
  // By the half width alone the lower end would be .000.
  const near = [0.0002, 0.0199, 0.0401, 0.0203, 0.0005];
  expect(await text(near.map((value) => value + 0.0044))).toMatch(/pixel_ap +\+\.02060 +−\.00003 to \+\.04123 /);
});

test.each([
  [['bce', 'focal'], 'both sides\\.'],
  [['bce', 'focal', 'dice'], "both sides; Holm's correction is for all 2 tests of the 2 tables\\."],
])('the correction of %j is told where there is something to correct', async (kinds, said) => {
  expect((await told([runFolders(grid(kinds))])).replaceAll(/\s+/g, ' ')).toMatch(new RegExp(said));
});

test.each([40, 80, 120])('on a terminal of %d columns no line is wider', async (columns) => {
  const text = await told(
    [runFolders(grid(['one', 'another'], (i) => `a-rather-long-category-name-${i}`))],
    { figure: ['pixel_ap', 'iou', 'f1', 'aupro'] },
    columns,
  );
  for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(columns);
});

test('where a table of differences is too wide, its title stands above it and is not cut', async () => {
  const kinds = ['a rather long name of a loss', 'and another one that is long'];
  const text = await told([runFolders(grid(kinds))], {}, 60);
  expect(text.replaceAll(/\s+/g, ' ')).toContain(`kind=${kinds[1]} less kind=${kinds[0]} difference`);
});

test('JSON has every number in full, and what each is of', async () => {
  const document = JSON.parse(await told([runFolders(grid())], { format: 'json' }));
  expect(document).toMatchObject({
    format_version: '1.0',
    by: ['kind'],
    paired_by: ['category', 'seed'],
    baseline: 'bce',
    test: { name: 'paired t', unit: 'category', correction: 'Holm' },
    differences: [{ variant: 'focal', figure: 'pixel_ap', n: 5, pairs: 10 }],
    unfinished: [],
  });
  const [{ difference, interval, p, p_holm }] = document.differences;
  expect(interval[0]).toBeLessThan(difference);
  expect(interval[1]).toBeGreaterThan(difference);
  expect(p).toBe(p_holm);
  expect(document.means).toHaveLength(12);
  expect(document.runs).toHaveLength(20);
});

test('CSV has a row for each variant, place and figure, the differences with the means over all', async () => {
  const [head = [], ...rows] = parseCsv(await told([runFolders(grid())], { format: 'csv' }));
  expect(head.slice(0, 4)).toEqual(['kind', 'place', 'figure', 'seeds']);
  expect(rows).toHaveLength(12);
  const at = (row: readonly string[], name: string) => row[head.indexOf(name)];
  const found = rows.filter((row) => at(row, 'difference') !== '');
  expect(found.map((row) => [row[0], row[1], at(row, 'baseline'), at(row, 'n')])).toEqual([
    ['focal', 'all', 'bce', '5'],
  ]);
});

const strange = ['<img src=x onerror=alert(1)>', 'a_b & 50% $x$ #1 {y} ~^\\input{/etc/passwd}', '=1+1|`x`'];

test('no name turns the direction of what stands beside it', async () => {
  const folder = runFolders(grid(['\u202egnp.', '\u2066x\u001b[2J', 'plain']));
  for (const format of ['latex', 'markdown', 'html'] as const)
    expect(await told([folder], { format })).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n]/u);
});

test('names of strangers are text in Markdown, LaTeX, CSV and HTML', async () => {
  const folder = runFolders(grid(strange));
  const latex = await told([folder], { format: 'latex' });
  expect(latex).toContain(
    'kind=a\\_b \\& 50\\% \\$x\\$ \\#1 \\{y\\} \\textasciitilde{}\\textasciicircum{}\\textbackslash{}input\\{/etc/passwd\\}',
  );
  expect(latex).not.toContain('\\input{');
  expect(latex).toContain('kind==1+1\\textbar{}\\textasciigrave{}x\\textasciigrave{}');
  expect(latex).toMatch(/\\toprule[\s\S]*\\midrule[\s\S]*\\bottomrule/);
  const markdown = await told([folder], { format: 'markdown' });
  expect(markdown).not.toMatch(/(?<!\\)<img/);
  expect(markdown).toContain('kind=\\<img src=x onerror=alert(1)\\>');
  // A bar that is not escaped would make another column.
  const widths = markdown.split('\n').map((line) => line.split(/(?<!\\)\|/).length);
  expect(new Set(widths.filter((width) => width > 1))).toEqual(new Set([6, 9]));
  expect(await told([folder], { format: 'csv' })).toContain("'=1+1|`x`");
  const page = await told([folder], { format: 'html' });
  expect(page).not.toMatch(/<img src=x/);
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test('the page has the curves of all runs and the same images of each variant, and nothing from outside', async () => {
  const picture = (shade: number) =>
    sharp({ create: { width: 40, height: 40, channels: 3, background: { r: shade, g: 0, b: 0 } } })
      .png()
      .toBuffer();
  const run = async (kind: string, seed: number, names: readonly string[]): Promise<MadeRun> => {
    const pictures = await Promise.all(
      names.map(async (name) => [`overlays/${name}`, await picture(50 * seed)] as const),
    );
    return {
      ...madeRun(kind, 'c0', seed, 0.5),
      files: {
        ...Object.fromEntries(pictures),
        'scores.csv': 'image,defect,label,score,predicted\ntest/dent/000.png,dent,1,0.8125,1\n',
        'curves.json': JSON.stringify({ pixel_roc: { fpr: [0, 1], tpr: [0, 1] }, pro: 'no curve' }),
      },
    };
  };
  const page = await told(
    [
      runFolders({
        a: await run('bce', 1, ['dent/000.png', 'good/001.png', 'dent/002.png']),
        b: await run('focal', 1, ['dent/000.png', 'good/001.png']),
        c: await run('focal', 2, ['dent/000.png', 'good/001.png']),
      }),
    ],
    { format: 'html' },
  );
  expect(page.match(/<svg viewBox="-30/g)).toHaveLength(2);
  const [losses = '', roc = ''] = page.split('<figure>').slice(1);
  for (const chart of [losses, roc]) {
    expect(chart.match(/<polyline/g)).toHaveLength(3);
    expect(chart.match(/line c0 d0/g)).toHaveLength(1);
    expect(chart.match(/line c1 d0/g)).toHaveLength(2);
  }
  expect(page).toContain('<th>kind=bce, seed 1</th><th>kind=focal, seed 1</th>');
  expect(page).toContain('<th scope="row">dent/000</th>');
  expect(page).toContain('0.8125');
  expect(page).not.toContain('dent/002');
  expect(page.match(/src="data:image\/jpeg;base64,/g)).toHaveLength(4);
  expect(page).not.toMatch(/(?:src|href)="(?!data:)/);
});

test('the form goes by the ending of the file; a file that is there is not replaced', async () => {
  const folder = runFolders(grid());
  const place = mkdtempSync(path.join(tmpdir(), 'anoseg-compare-'));
  const beginnings = {
    'a.tex': '% \\usepackage',
    'a.md': '| on |',
    'a.csv': 'kind,',
    'a.html': '<!doctype',
    'a.json': '{',
    'a.txt': ' ',
  };
  for (const [name, beginning] of Object.entries(beginnings)) {
    const out = path.join(place, name);
    expect(await told([folder], { out })).toBe(`wrote ${out}\n`);
    expect(readFileSync(out, 'utf8').startsWith(beginning)).toBe(true);
  }
  const out = path.join(place, 'a.md');
  await expect(told([folder], { out, format: 'csv' })).rejects.toMatchObject({ code: 'file-exists' });
  await expect(told([folder], { out: 'table.pdf' })).rejects.toMatchObject({
    message: '`-o table.pdf`: `.pdf` is no form of the table',
  });
  expect(await told([folder], { out, format: 'csv', force: true })).toContain('wrote');
});

test('several folders are compared together, each run once; the unfinished are told', async () => {
  const one = runFolders({ a: madeRun('bce', 'c0', 1, 0.5), b: { ...madeRun('bce', 'c0', 2, 0), figures: undefined } });
  const other = runFolders({ a: madeRun('focal', 'c0', 1, 0.6) });
  const text = (await told([one, path.join(one, 'a'), other])).replaceAll(`${one}/`, '');
  expect(text).toMatch(/kind=bce +1 .*\n.*kind=focal +1 /);
  expect(text).toContain('not in the table:\n  b failed in train at step 6 of 6: the disk is full');
});

test.each<[CompareOptions, RegExp, RegExp]>([
  [{ by: ['colour'] }, /`--by colour`: the runs do not differ in it/, /they differ in `kind`/],
  [{ figure: ['accuracy'] }, /`--figure accuracy`: no run has such a figure/, /pixel_ap/],
  [{ baseline: 'mse' }, /`--baseline mse`: there is no such variant/, /bce; focal/],
])('what does not fit is told: %j', async (options, message, hint) => {
  const failed = told([runFolders(grid())], options);
  await expect(failed).rejects.toMatchObject({
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  });
});

test('an experiment says in which order its values stand, what is compared, and what has not begun', async () => {
  const folder = runFolders({ a: madeRun('zebra', 'c0', 1, 0.5), b: madeRun('ant', 'c0', 1, 0.6) });
  const run = (name: string, kind: string, seed: string) => ({
    folder: name,
    parameters: { kind, seed },
    digest: 'sha256:0',
  });
  const experiment = {
    ...{ format_version: '1.0', name: 'parts', file: null, set: {}, data: null, threads: null, device: null },
    sources: { entry: 'parts.anoseg', files: { 'parts.anoseg': '' } },
    parameters: [
      { name: 'kind', role: 'compared', values: ['"zebra"', '"ant"'] },
      { name: 'seed', role: 'repeated', values: ['1', '2'] },
    ],
    ...{ report: ['pixel_ap'], looked_at: 'the first three categories', doc: 'Which <kind> is it?' },
    runs: [run('a', '"zebra"', '1'), run('b', '"ant"', '1'), run('c', '"zebra"', '2'), run('d', '"ant"', '2')],
  };
  writeFileSync(path.join(folder, 'experiment.json'), JSON.stringify(experiment));
  const text = (await told([folder])).replaceAll(`${folder}/`, '');
  expect(text).toMatch(/kind=zebra.*\n.*kind=ant/);
  expect(text).toContain('kind=ant less kind=zebra');
  expect(text).toContain('2 runs have not begun, c and others');
  expect(text).toContain('the author of the experiment says: the first three categories');
  const page = await told([folder], { format: 'html' });
  expect(page).toContain('<h1>parts by kind</h1>\n<p>Which &lt;kind&gt; is it?</p>\n');
});

test('of lines that coincide the lower one is seen through the upper one, whose dashes are others', async () => {
  const page = await told([runFolders(grid())], { format: 'html' });
  const dashOf = (kind: string) => new RegExp(`\\.${kind} \\{ stroke-dasharray: ([\\d ]+);`).exec(page)?.[1] ?? '';
  expect(dashOf('c0\\.d0')).toBe('');
  const dashes = ['c0\\.d0', 'c1\\.d0', 'c2\\.d0', 'c3\\.d0'].map(dashOf);
  expect(new Set(dashes).size).toBe(4);
  // The ninth variant has the colour of the first.
  expect(dashOf('c0\\.d1')).not.toBe('');
});

test('every form says what is missing: LaTeX below its table, CSV and JSON by counts', async () => {
  const folder = runFolders({
    a: madeRun('bce', 'c0', 1, 0.5),
    b: madeRun('focal', 'c0', 1, 0.6),
    c: madeRun('bce', 'c1', 1, 0.5),
    // Failed; and two that nobody has begun.
    d: { ...madeRun('focal', 'c1', 1, 0), figures: undefined },
  });
  const runs = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, i) => ({
    folder: name,
    parameters: {
      kind: i % 2 ? '"focal"' : '"bce"',
      category: i === 2 || i === 3 ? '"c1"' : '"c0"',
      seed: i < 4 ? '1' : '2',
    },
    digest: 'sha256:0',
  }));
  const experiment = {
    ...{ format_version: '1.0', name: 'parts', file: null, set: {}, data: null, threads: null, device: null },
    sources: { entry: 'parts.anoseg', files: { 'parts.anoseg': '' } },
    parameters: [{ name: 'kind', role: 'compared', values: ['"bce"', '"focal"'] }],
    ...{ report: ['pixel_ap'], looked_at: null, runs },
  };
  writeFileSync(path.join(folder, 'experiment.json'), JSON.stringify(experiment));
  const latex = await told([folder], { format: 'latex' });
  expect(latex).toMatch(
    /\\end\{tabular\}\n\\par\\smallskip\n\{\\footnotesize 3 of 6 runs are not finished, and not in the table\. Uneven: c1: no finished run of kind=focal.*\\par\}\n\\caption/,
  );
  const [head = [], ...rows] = parseCsv(await told([folder], { format: 'csv' }));
  const columns = ['kind', 'place', 'runs', 'runs_asked', 'mean'].map((name) => head.indexOf(name));
  expect(rows.map((row) => columns.map((i) => row[i]))).toEqual([
    ['bce', 'c0', '1', '2', '0.5'],
    ['focal', 'c0', '1', '2', '0.6'],
    ['bce', 'c1', '1', '1', '0.5'],
    ['focal', 'c1', '0', '1', ''],
  ]);
  for (const row of rows) expect(row).toHaveLength(head.length);
  const { means } = JSON.parse(await told([folder], { format: 'json' }));
  expect(means[0]).toMatchObject({ runs: 1, runs_asked: 2 });
  // Where nothing is missing nothing is said.
  expect(await told([runFolders(grid())], { format: 'latex' })).not.toContain('footnotesize');
});

test('the mean over all says how many runs it has, and how many were asked for', async () => {
  const runs = grid();
  delete runs['1-4-2'];
  const folder = runFolders({ ...runs, open: { ...madeRun('focal', 'c4', 2, 0), figures: undefined } });
  const { means } = JSON.parse(await told([folder], { format: 'json' }));
  expect(means.slice(0, 2)).toMatchObject([
    { variant: 'bce', over: 'all', runs: 10, runs_asked: 10 },
    { variant: 'focal', over: 'all', runs: 9, runs_asked: 10 },
  ]);
});

test('the best in JSON and CSV is one, in print all that show its digits', async () => {
  const folder = runFolders({
    a: madeRun('bce', 'c0', 1, 0.70001),
    b: madeRun('focal', 'c0', 1, 0.70002),
    c: madeRun('mse', 'c0', 1, 0.69),
  });
  const [head = [], ...rows] = parseCsv(await told([folder], { format: 'csv' }));
  expect(rows.map((row) => row[head.indexOf('best')])).toEqual(['false', 'true', 'false']);
  const { means } = JSON.parse(await told([folder], { format: 'json' }));
  expect(means.map(({ figures }: { figures: { pixel_ap: object } }) => figures.pixel_ap)).toEqual([
    { mean: 0.70001, deviation: null, best: false },
    { mean: 0.70002, deviation: null, best: true },
    { mean: 0.69, deviation: null, best: false },
  ]);
  expect((await told([folder])).match(/\.700\*/g)).toHaveLength(2);
});

test('each table of differences has a note of its own where they are of different counts', async () => {
  const runs: Record<string, MadeRun> = {};
  for (let seed = 1; seed <= 6; seed++) {
    runs[`a${seed}`] = madeRun('bce', 'c0', seed, 0.5 + 0.01 * ((seed * 3) % 5));
    runs[`b${seed}`] = madeRun('focal', 'c0', seed, 0.6 + 0.01 * ((seed * 2) % 5));
    if (seed <= 5) runs[`c${seed}`] = madeRun('mse', 'c0', seed, 0.4 + 0.01 * seed);
  }
  const uneven = runFolders(runs);
  delete runs.a6;
  delete runs.b6;
  const even = runFolders(runs);
  for (const format of ['text', 'markdown', 'html'] as const) {
    const text = await told([uneven], { format });
    expect(text.match(/Each seed counts once \\?\(\d\\?\)/g)?.map((found) => /\d/.exec(found)?.[0])).toEqual([
      '6',
      '5',
    ]);
    // What focal has more stands between its table and the next one.
    expect(text).toMatch(/focal less [\s\S]*counts once \\?\(6[\s\S]*mse less [\s\S]*counts once \\?\(5/);
    expect(text).toContain('for all 2 tests of the 2 tables');
    expect((await told([even], { format })).match(/Each seed counts once/g)).toHaveLength(1);
  }
});

test('a curve of one point is a dot', async () => {
  const one = {
    ...madeRun('bce', 'c0', 1, 0.5),
    files: { 'curves.json': JSON.stringify({ pixel_roc: { fpr: [0.5], tpr: [0.25] } }) },
  };
  const page = await told([runFolders({ one })], { format: 'html' });
  expect(page).toMatch(/<circle cx="110.0" cy="165.0" r="3" class="line c0 d0"\/>/);
});

test('runs that differ in their seed alone are shown each by itself too', async () => {
  const text = await told([runFolders({ a: madeRun('bce', 'c0', 1, 0.5), b: madeRun('bce', 'c0', 2, 0.7) })]);
  expect(text).toMatch(/c0 +2 +\.600 ±\.141\nseed 1 +1 +\.500\nseed 2 +1 +\.700\n/);
  expect(text).not.toContain('less');
});

test('another baseline, by its value or by name and value', async () => {
  const folder = runFolders(grid());
  for (const baseline of ['focal', 'kind=focal'])
    expect(await told([folder], { baseline })).toContain('kind=bce less kind=focal');
});

test('folders without a run, or without a finished one', async () => {
  const empty = mkdtempSync(path.join(tmpdir(), 'anoseg-compare-'));
  await expect(told([empty])).rejects.toMatchObject({
    code: 'nothing-to-compare',
    message: `there is no run in ${empty}`,
  });
  const begun = runFolders({ a: { ...madeRun('bce', 'c0', 1, 0), figures: undefined } });
  await expect(told([begun])).rejects.toMatchObject({ message: `none of the 1 runs in ${begun} has been finished` });
  await expect(told([path.join(empty, 'none')])).rejects.toMatchObject({ code: 'no-runs' });
  expect(existsSync(empty)).toBe(true);
});
