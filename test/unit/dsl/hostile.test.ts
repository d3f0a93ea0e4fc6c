// Texts that no person would write: a slice of the fuzzing, by a seed of its own, and what longer runs of it have
// found (node scripts/fuzz.js).
import { describe, expect, test } from 'vitest';
import { renderGithub } from '../../../src/diagnostics/render-github.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { format } from '../../../src/dsl/rewrite/format.ts';
import type { FuzzCase } from '../../fuzz/case.ts';
import { makeCase } from '../../fuzz/cases.ts';
import { examine } from '../../fuzz/examine.ts';
import { giants } from '../../fuzz/hostile.ts';
import { readSeeds } from '../../fuzz/seeds.ts';
import { checkText } from '../../pipelines.ts';

const syntax = createSyntax();
const codesOf = (text: string, name?: string) => checkText(text, {}, name).diagnostics.map(({ code }) => code);

test('200 random cases', () => {
  const seeds = readSeeds(syntax);
  const finds = Array.from({ length: 200 }, (_, number) => makeCase(seeds, 0, number)).flatMap((subject, number) =>
    examine(subject, syntax, number % 4 === 0).map((complaint) => `${number}, ${subject.label}: ${complaint}`),
  );
  expect(finds).toEqual([]);
});

describe('large files', () => {
  // The others are for the script: each takes seconds.
  const quick = [
    '10 MB of one line',
    '10 MB of zero bytes',
    '20 MB',
    'a circle of 1,000 imports',
    'links out of the root',
  ];
  const subjects = giants().filter(({ label }) => quick.includes(label));

  test.each(subjects.map((subject) => [subject.label, subject] as const))('%s', (_, subject: FuzzCase) => {
    expect(examine(subject, syntax)).toEqual([]);
  });

  test('a million words are over the limit, in both syntaxes', () => {
    expect(codesOf(`anoseg 1\n${'x x x x x x x x x x\n'.repeat(100_001)}`)).toEqual(['too-large']);
    expect(codesOf(`anoseg: 1\nparam:\n${'  a: 1\n'.repeat(200_000)}`, 'test.yaml')).toEqual(['too-large']);
  });
});

describe('found by fuzzing', () => {
  test.each(['\ufeff', '\u200b', '\u2028'])(
    'a text of 30,000 times %j, spelt out, is over the limit of a line',
    (sign) => {
      const source = new SourceFile('a.anoseg', `anoseg 1\nparam a = "${sign.repeat(30_000)}"\n`);
      const { text, diagnostics } = format(source, syntax);
      expect(text).toBeUndefined();
      expect(diagnostics).toMatchObject([{ code: 'too-large', span: { source, start: 9 } }]);
      const yaml = new SourceFile('a.yaml', `anoseg: 1\nparam:\n  a: "${sign.repeat(30_000)}"\n`);
      expect(() => convert(yaml, 'anoseg', syntax)).not.toThrow();
    },
  );

  test('a key that is there 7,500 times is there as often in YAML', () => {
    const source = new SourceFile('a.anoseg', `anoseg 1\ndata { ${'a=b '.repeat(7500)}}\n`);
    const { text } = convert(source, 'yaml', syntax);
    expect(text?.match(/^ {2}a: b$/gm)).toHaveLength(7500);
  });

  test('broken YAML at the end of a file has its place inside of it', () => {
    const text = 'anoseg: 1\nnetwork:\n  generator:\n    values:\n      e1: [seen, c';
    const { diagnostics } = checkText(text, {}, 'test.yaml');
    expect(diagnostics.length).toBeGreaterThan(0);
    for (const { span } of diagnostics) expect(span.end).toBeLessThanOrEqual(text.length);
  });

  test('GitHub is told no control characters', () => {
    const { diagnostics } = checkText('anoseg 1\nuse "\u001b[31m\u202e.anoseg" { x }\n');
    const told = diagnostics.map((diagnostic) => renderGithub(diagnostic, (name) => name)).join('');
    expect(told).toContain('\\u{1b}[31m\\u{202e}');
    expect(told).not.toMatch(/\p{Cc}|\u202e/u);
  });

  test('YAML that says nothing stays as it is', () => {
    for (const text of ['{}\n', ':\n'])
      expect(format(new SourceFile('a.yaml', text), syntax)).toEqual({ text, diagnostics: [] });
  });

  test('a carriage return inside a comment of YAML ends no comment', () => {
    const { text } = convert(new SourceFile('a.yaml', '# a\rb\nanoseg: 1\nparam: {a: 1}\n'), 'anoseg', syntax);
    expect(text).toContain('// a b\n');
  });

  test('a value named null is quoted in YAML', () => {
    const { text } = convert(new SourceFile('a.anoseg', 'anoseg 1\n\nparam a = null\n'), 'yaml', syntax);
    expect(text).toContain("'null'");
  });

  test('a file that says nothing is not converted', () => {
    const { text, diagnostics } = convert(new SourceFile('a.anoseg', '// nothing\n'), 'yaml', syntax);
    expect(text).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['missing-version']);
  });
});
