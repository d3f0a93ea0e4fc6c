// YAML has the same meaning: the twin of each shipped pipeline is the same pipeline, its mistakes are told
// with the same codes at the same places of the text, and what else YAML can do, it cannot do here.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Checked, check } from '../../../src/compiler/check.ts';
import { reportPlan } from '../../../src/compiler/plan/plan-report.ts';
import { Reporter } from '../../../src/diagnostics/diagnostic.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { contentDigest } from '../../../src/dsl/load/content.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { effectiveSettings } from '../../../src/dsl/model/settings.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { checkFile, checkText, repositoryReader } from '../../pipelines.ts';

const syntax = createSyntax();
const shipped = readdirSync('pipelines', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.anoseg'),
);

/** The twin lies where the pipeline does, so that it imports the same files. */
function checkTwin(file: string, change: (text: string) => string = (text) => text): Checked {
  const twin = path.resolve(file.replace(/\.anoseg$/, '.yaml'));
  const source = new SourceFile(path.basename(twin), change(twinOf(file)), twin);
  return check(source, { syntax, reader: repositoryReader, overrides: new Map(), name: 'test' });
}

function twinOf(file: string): string {
  return convert(checkFile(file).loaded.entry.parsed.file.source, 'yaml', syntax).text ?? 'refused';
}

const settingsOf = ({ model }: Checked) =>
  model && effectiveSettings(model).map(({ path: name, value }) => `${name} = ${value}`);

describe('the twin in YAML', () => {
  test.each(shipped)('of pipelines/%s is the same pipeline', (name) => {
    const file = `pipelines/${name}`;
    const [own, twin] = [checkFile(file), checkTwin(file)];
    expect(twin.diagnostics).toEqual([]);
    expect(contentDigest(twin.loaded)).toBe(contentDigest(own.loaded));
    expect(settingsOf(twin)).toEqual(settingsOf(own));
    expect(twin.model && reportPlan(twin.model)).toEqual(own.model && reportPlan(own.model));
  });

  test('origins point into the YAML', () => {
    const { model } = checkTwin('pipelines/mvtec-bottle.anoseg');
    const setting = model && effectiveSettings(model).find(({ path: name }) => name === 'train.optimizer.beta1');
    const origin = setting?.origin;
    const text = origin?.from === 'written' ? origin.span.source.text.slice(origin.span.start, origin.span.end) : '';
    expect(text).toBe('0.5');
  });
});

interface Mistake {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  /** The words that the finding points at. */
  readonly at: string;
  /** The same change in YAML, where it is another one. */
  readonly yaml?: readonly [from: string, to: string];
}

const mistakes: readonly Mistake[] = [
  { code: 'unknown-name', from: 'bce(map, mask)', to: 'bce(mapp, mask)', at: 'mapp' },
  { code: 'unknown-operation', from: 'down(4 * width)', to: 'downn(4 * width)', at: 'downn' },
  {
    code: 'wrong-type',
    from: 'patches: 1..4',
    to: 'patches: "many"',
    at: '"many"',
    yaml: ['patches: 1..4', `patches: '"many"'`],
  },
  { code: 'out-of-range', from: 'leaky_relu(0.2)', to: 'leaky_relu(-3)', at: '-3' },
  { code: 'shape-mismatch', from: 'concat(d3, e3)', to: 'concat(d3, e2)', at: 'e2' },
  { code: 'unknown-unit', from: 'scar(width: 1%', to: 'scar(width: 1pt', at: '1pt' },
  { code: 'unknown-parameter', from: 'median: 3px', to: 'medain: 3px', at: 'medain' },
  { code: 'unknown-key', from: 'holdout = ', to: 'holdoff = ', at: 'holdoff', yaml: ['holdout: ', 'holdoff: '] },
  { code: 'syntax', from: 'size x size in -1..1', to: 'size x size in -1..', at: '' },
  { code: 'randomness-outside-augment', from: 'up(16)', to: 'up(8 | 16)', at: '8 | 16' },
  {
    code: 'unknown-parameter',
    from: 'beta1: 0.5',
    to: 'beta4: 0.5',
    at: 'beta4',
  },
];

describe('mistakes in the bottle pipeline and in its twin have the same code at the same words', () => {
  const file = 'pipelines/mvtec-bottle.anoseg';
  const found = ({ diagnostics }: Checked) =>
    diagnostics.map(({ code, span }) => [code, span.source.text.slice(span.start, span.end)]);
  test.each(mistakes)('$code: $from becomes $to', ({ code, from, to, at, yaml = [from, to] }) => {
    const own = check(
      new SourceFile(
        'bottle.anoseg',
        checkFile(file).loaded.entry.parsed.file.source.text.replace(from, to),
        path.resolve(file),
      ),
      { syntax, reader: repositoryReader, overrides: new Map(), name: 'test' },
    );
    const twin = checkTwin(file, (text) => {
      expect(text).toContain(yaml[0]);
      return text.replace(...yaml);
    });
    expect(found(twin)[0]).toEqual([code, at]);
    expect(found(twin).map(([c]) => c)).toEqual(found(own).map(([c]) => c));
    expect(twin.diagnostics.every(({ span }) => span.source.name.endsWith('.yaml'))).toBe(true);
  });
});

describe('what a file may have around it', () => {
  const text = 'anoseg: 1\n\nparam:\n  a: 1\n  b: {expression: c}\n';
  const places = (source: string) =>
    checkText(source, {}, 'a.yaml').diagnostics.map(({ code, span }) => {
      const { line, column } = span.source.position(span.start);
      return `${code} ${line}:${column}`;
    });
  test.each([
    ['line ends of Windows', text.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${text}`],
    ['both', `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['a document start and end', `---\n${text}...\n`.replace('---\n', '--- # start\n')],
  ])('%s', (what, source) => {
    const line = what.startsWith('a document') ? 6 : 5;
    expect(places(source)).toContain(`unknown-name ${line}:19`);
  });

  test('columns count letters, whatever they are made of', () => {
    expect(places("anoseg: 1\nparam:\n  a: {value: '😀😀', in: c}\n")).toContain('unknown-name 3:24');
  });

  test('a tab where blanks belong is told', () => {
    expect(places('anoseg: 1\nparam:\n\ta: 1\n')).toEqual(['syntax 3:1']);
  });

  test('a key twice is told with the first', () => {
    const [diagnostic, ...others] = checkText(
      'anoseg: 1\ntrain:\n  steps: 3\n  steps: 4\n',
      {},
      'a.yaml',
    ).diagnostics.filter(({ code }) => code === 'declared-twice');
    expect(others).toEqual([]);
    expect(diagnostic?.related.map(({ span }) => span.start)).toEqual([19]);
  });
});

describe('hostile files', () => {
  const codes = (source: string) => new Set(checkText(source, {}, 'a.yaml').diagnostics.map(({ code }) => code));

  test('keys that reach for prototypes are refused, and reach nothing', () => {
    const source = `anoseg: 1\nparam: {__proto__: {polluted: 1}, constructor: {prototype: {polluted: 1}}}\n`;
    expect(codes(source)).toContain('yaml-key');
    expect(codes('anoseg: 1\ntrain: {optimizer: {__proto__: {rate: 1}}}\n')).toContain('yaml-key');
    expect('polluted' in {}).toBe(false);
  });

  test('an alias bomb is refused at once', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `  a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(10)}]`);
    const start = performance.now();
    expect(codes(`anoseg: 1\nparam:\n  a0: &a0 [1]\n${lines.join('\n')}\n`)).toContain('yaml-feature');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('deep nesting is over a limit', () => {
    expect(codes(`anoseg: 1\nparam: {a: ${'['.repeat(5000)}${']'.repeat(5000)}}\n`)).toEqual(new Set(['too-large']));
    expect(
      codes(`anoseg: 1\nparam:\n${Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}\n`),
    ).toEqual(new Set(['too-large']));
  });

  test('values that YAML cuts at every comma take no long time', () => {
    const start = performance.now();
    expect(codes(`anoseg: 1\nloss: {a: [${'(a, '.repeat(4000)}]}\n`).size).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

describe('time', () => {
  const timeOf = (lines: number) => {
    const values = Array.from({ length: lines / 2 }, (_, i) => `      e${i}:\n        - conv(8, ${i})  # note`);
    const source = new SourceFile(
      'a.yaml',
      `anoseg: 1\nnetwork:\n  g:\n    inputs: [seen]\n    values:\n${values.join('\n')}\n`,
    );
    const start = performance.now();
    syntax.parse(source, new Reporter());
    return performance.now() - start;
  };
  beforeAll(() => {
    timeOf(2000);
  });

  test('reading takes time in proportion to the length', () => {
    const best = (lines: number) => Math.min(timeOf(lines), timeOf(lines), timeOf(lines));
    const [short, long] = [best(2500), best(10_000)];
    expect(long / short).toBeLessThan(9);
    expect(long).toBeLessThan(2000);
  });
});
