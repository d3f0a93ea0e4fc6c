// The file of an experiment: what it says in both syntaxes, and that its word takes no name from anybody.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { contentDigest } from '../../../src/dsl/load/content.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { format } from '../../../src/dsl/rewrite/format.ts';
import { checkFile, checkText } from '../../pipelines.ts';

const text = `anoseg 1

/// Why.

experiment {
  pipeline         = "pipelines/quickstart.anoseg"
  set.steps        = 20
  each.size        = [32, 64]  // both
  compare.width    = [4, 8..9]
  repeat.seed      = 1..3
  each.kind        = ["a b", "plain", "true", 10%, -1, 20_000]
  each.category    = all
  looked_at        = "none"
}
`;

function told(source: string, name?: string) {
  const { experiment, diagnostics } = checkText(source, {}, name);
  expect(diagnostics).toEqual([]);
  return {
    pipeline: experiment?.pipeline.parsed.file.source.name,
    lookedAt: experiment?.lookedAt,
    set: experiment?.set.map((one) => `${one.name}=${one.text}`),
    axes: experiment?.axes.map(({ part, name: of, values }) => [
      part,
      of,
      values === 'all' ? values : values.map((value) => value.text).join(' '),
    ]),
  };
}

test('it says which pipeline, which parameters, which values, in the texts that --set takes', () => {
  expect(told(text)).toEqual({
    pipeline: 'pipelines/quickstart.anoseg',
    lookedAt: 'none',
    set: ['steps=20'],
    axes: [
      ['each', 'size', '32 64'],
      ['compare', 'width', '4 8 9'],
      ['repeat', 'seed', '1 2 3'],
      ['each', 'kind', '"a b" plain "true" 10% -1 20000'],
      ['each', 'category', 'all'],
    ],
  });
});

test('in YAML it is the same, and comes back', () => {
  const syntax = createSyntax();
  const canonical = format(new SourceFile('a.anoseg', text), syntax).text ?? '';
  const yaml = convert(new SourceFile('a.anoseg', text), 'yaml', syntax).text ?? '';
  expect(yaml).toContain('compare.width: [4, 8..9]');
  expect(told(yaml, 'a.yaml')).toEqual(told(text));
  expect(convert(new SourceFile('a.yaml', yaml), 'anoseg', syntax).text).toBe(canonical);
  expect(contentDigest(checkText(yaml, {}, 'a.yaml').loaded)).toBe(contentDigest(checkText(text).loaded));
});

test('in YAML texts need no quotes of the language, and parameters may stand below their part', () => {
  const yaml = `anoseg: 1

##  Why.

experiment:
  pipeline: pipelines/quickstart.anoseg
  set: {steps: 20}
  each:
    # both
    size: [32, 64]
  compare.width: [4, 8..9]
  repeat: {seed: 1..3}
  each.kind: [a b, plain, 'true', 10%, -1, 20_000]
  each.category: all
  looked_at: none
`;
  expect(told(yaml, 'a.yaml')).toEqual(told(text));
  const syntax = createSyntax();
  const dotted = format(new SourceFile('a.yaml', yaml), syntax).text ?? '';
  expect(dotted).toContain('  # both\n  each.size: [32, 64]\n');
  expect(told(dotted, 'a.yaml')).toEqual(told(text));
  expect(told(convert(new SourceFile('a.yaml', yaml), 'anoseg', syntax).text ?? '')).toEqual(told(text));
});

test.each([
  ['pipeline: \'"q.anoseg"\'', 'a text needs no quotes inside: `q.anoseg`'],
  ['compare.width: 8, 16', 'write `[8, 16]`, or `set.width` for one value'],
  ['compare.kind: bce, focal', 'write `[bce, focal]`, or `set.kind` for one value'],
  ['compare.kind: bce | focal', 'write `[bce, focal]`, or `set.kind` for one value'],
  ['compare.width: 8 | 16', 'write `[8, 16]`, or `set.width` for one value'],
  ['compare.deep: [yes, no]', 'write `true`, or put a text in quotes'],
])('YAML: %s', (line, hint) => {
  const { diagnostics } = checkText(`anoseg: 1\nexperiment:\n  each.a: [1, 2]\n  ${line}\n`, {}, 'a.yaml');
  expect(diagnostics.map((one) => one.hint)).toContain(hint);
});

test('the page shows an experiment and its twin', () => {
  const page = readFileSync('docs/experiments.md', 'utf8');
  const [shown, yaml] = ['anoseg', 'yaml'].map((language) => page.split(`\n\`\`\`${language}\n`)[1]?.split('```')[0]);
  expect(yaml).toBe(convert(new SourceFile('a.anoseg', shown ?? ''), 'yaml', createSyntax()).text);
});

test('its pipeline is a part of what it is', () => {
  const { loaded } = checkText(text);
  expect(loaded.files.map(({ parsed }) => parsed.file.source.name)).toContain('pipelines/quickstart.anoseg');
});

test('the shipped one is canonical', () => {
  const file = 'pipelines/experiments/claims.anoseg';
  const shipped = readFileSync(file, 'utf8');
  expect(checkFile(file).diagnostics).toEqual([]);
  expect(format(new SourceFile(file, shipped, path.resolve(file)), createSyntax()).text).toBe(shipped);
});

test('a pipeline may go on to call something `experiment`', () => {
  const pipeline = readFileSync('pipelines/quickstart.anoseg', 'utf8').replaceAll(/\bwidth\b(?!:)/g, 'experiment');
  const { model, diagnostics } = checkText(pipeline);
  expect(diagnostics).toEqual([]);
  expect(model?.parameters.map(({ name }) => name)).toContain('experiment');
  const yaml = convert(new SourceFile('a.anoseg', pipeline), 'yaml', createSyntax());
  expect(yaml.diagnostics).toEqual([]);
});
