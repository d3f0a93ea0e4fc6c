// More findings than anybody reads end with a word on that.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { maximumFindings, Reporter } from '../../../src/diagnostics/diagnostic.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { checkText } from '../../pipelines.ts';

test('a file full of mistakes is told up to a limit, and that there are more', () => {
  const lines = Array.from({ length: maximumFindings + 50 }, (_, i) => `  v${i} = nothing${i} -> relu`);
  const { diagnostics, model } = checkText(`anoseg 1\nnetwork generator(seen) {\n${lines.join('\n')}\n}\n`);
  expect(model).toBeUndefined();
  expect(diagnostics).toHaveLength(maximumFindings + 1);
  expect(diagnostics.filter(({ code }) => code === 'too-many')).toHaveLength(1);
});

test('the findings that nobody reads cost no search for what was meant', () => {
  const reporter = new Reporter();
  const source = new SourceFile('a.anoseg', 'x'.repeat(maximumFindings + 2));
  for (let start = 0; start <= maximumFindings; start++) {
    expect(reporter.isFull).toBe(false);
    reporter.report('unknown-name', { source, start, end: start + 1 }, { name: 'x' });
  }
  expect(reporter.isFull).toBe(true);
});

test('a thousand warnings do not hide an error', () => {
  const lines = Array.from({ length: maximumFindings + 50 }, (_, i) => `  v${i} = seen -> relu`);
  const text = readFileSync('pipelines/quickstart.anoseg', 'utf8');
  const spoilt = text.replace(
    /\nnetwork (\w+)\((\w+)\) \{\n/,
    (whole, _, seen) =>
      `${whole}${lines.join('\n').replaceAll('seen', seen)}\n  odd = ${seen} + (${seen} -> conv(3, stride: 2))\n`,
  );
  expect(spoilt).not.toBe(text);
  const { diagnostics } = checkText(spoilt);
  expect(diagnostics.filter(({ code }) => code === 'unused-value')).toHaveLength(maximumFindings);
  expect(diagnostics.filter(({ code }) => code === 'too-many')).toHaveLength(1);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
    'shape-mismatch',
  ]);
});
