// Methods of others, as a user writes them: each is a valid pipeline in canonical form, without a warning, under 100 lines;
// says where it comes from and how it differs; has the parameters of every shipped pipeline; comes back from YAML as the same;
// and compiles to both graphs. Its twin in YAML: yaml.test.ts.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../../../src/compiler/check.ts';
import { compileInference } from '../../../src/compiler/inference-program.ts';
import { compileTraining } from '../../../src/compiler/training-program.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { contentDigest } from '../../../src/dsl/load/content.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { format } from '../../../src/dsl/rewrite/format.ts';
import { checkedModel, checkFile, repositoryReader } from '../../pipelines.ts';

const files = readdirSync('pipelines/peers').map((name) => `pipelines/peers/${name}`);
const syntax = createSyntax();

describe.each(files)('%s', (file) => {
  const text = readFileSync(file, 'utf8');
  const source = new SourceFile(file, text, path.resolve(file));

  test('is valid, without a warning, in canonical form, under 100 lines', () => {
    expect(checkFile(file).diagnostics).toEqual([]);
    expect(format(source, syntax).text).toBe(text);
    expect(text.split('\n').length).toBeLessThanOrEqual(100);
  });

  test('says where it comes from, how it differs, and where real images go', () => {
    expect(text).toMatch(/arXiv:\d{4}\.\d{5}/);
    expect(text).toMatch(/What (?:differs|deviates) from the publications?/);
    expect(text).toContain('mvtec("bottle")');
  });

  test('has the parameters of every shipped pipeline', () => {
    const names = checkFile(file).model?.parameters.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['size', 'width', 'steps', 'seed']));
  });

  test('comes back from YAML as the same pipeline', () => {
    const yaml = convert(source, 'yaml', syntax).text ?? 'refused';
    const back = convert(new SourceFile('p.yaml', yaml, path.resolve('pipelines/peers/p.yaml')), 'anoseg', syntax).text;
    const again = check(new SourceFile(file, back ?? 'refused', path.resolve(file)), {
      syntax,
      reader: repositoryReader,
      overrides: new Map(),
      name: 'test',
    });
    expect(again.diagnostics).toEqual([]);
    expect(contentDigest(again.loaded)).toBe(contentDigest(checkFile(file).loaded));
  });

  test('compiles to a graph that trains and to one that looks at images', () => {
    const model = checkedModel(file, { size: '128', width: '4', steps: '2' });
    const inference = compileInference(model);
    const training = compileTraining(model, { mode: 'resident', modelVariables: inference.variables });
    expect(inference.variables.length).toBeGreaterThan(0);
    expect(training).toBeDefined();
  });
});
