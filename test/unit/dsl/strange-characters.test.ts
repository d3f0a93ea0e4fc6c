// Characters that nobody sees, or that look like others, are named at their place, in both syntaxes.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { checkText } from '../../pipelines.ts';

const text = readFileSync('pipelines/quickstart.anoseg', 'utf8');
const yaml = `anoseg: 1
param:
  steps: 20
data:
  source: sample("weave")
  image: 64 x 64
augment:
  shape: 'rectangle(area: 1%..6%)'
  synthetic, mask: [image, 'paste(other_image, shape)', relabel()]
network:
  generator:
    inputs: [seen]
    values:
      e1: [seen, conv(8), relu]
      map: [e1, conv(1), sigmoid]
loss:
  pixel: 50 * bce(map, mask)
train:
  optimizer: {adam: {rate: 1e-3}}
  batch: 1 normal + 1 synthetic
  steps: steps
`;

const blanks = [
  ['U+00A0', '\u00a0'],
  ['U+2003', '\u2003'],
  ['U+2009', '\u2009'],
  ['U+202F', '\u202f'],
  ['U+3000', '\u3000'],
  ['U+200B', '\u200b'],
  ['U+2060', '\u2060'],
  ['U+FEFF', '\ufeff'],
  ['U+00AD', '\u00ad'],
  ['U+202E', '\u202e'],
  ['U+2066', '\u2066'],
] as const;

/** Codes, what was said, and the characters at the place. */
function told(pipeline: string, name: string) {
  const { diagnostics } = checkText(pipeline, {}, name);
  return diagnostics.map(({ code, summary, hint = '', span }) => ({
    code,
    said: `${summary} ${hint}`,
    place: pipeline.slice(span.start, span.end),
  }));
}

describe.each(blanks)('%s', (code, character) => {
  const expected = [{ code: 'unexpected-character', said: expect.stringContaining(code), place: character }];

  test('in a pipeline is named at its place, once', () => {
    expect(told(text.replace('= 1\n', `=${character} 1\n`), 'a.anoseg')).toEqual(expected);
  });

  test.each([
    ['before a value', yaml.replace('steps: 20', `steps: ${character}20`)],
    ['after a value', yaml.replace('steps: 20', `steps: 20${character}`)],
    ['as indentation', yaml.replace('  steps: 20', `${character}steps: 20`)],
    ['in a key', yaml.replace('  steps: 20', `  st${character}eps: 20`)],
    ['in an expression', yaml.replace('50 * bce', `50 *${character} bce`)],
  ])('in YAML %s is named at its place, once', (_, pipeline) => {
    expect(told(pipeline, 'a.yaml')).toEqual(expected);
  });

  test('in comments and texts is nobody’s business', () => {
    expect(told(text.replace('anoseg 1', `anoseg 1 // a${character}b`), 'a.anoseg')).toEqual([]);
    expect(told(yaml.replace('steps: 20', `steps: 20 # a${character}b`), 'a.yaml')).toEqual([]);
  });
});

test.each([
  ['“', 'U+201C', 'param x = “a”'],
  ['−', 'U+2212', 'param x = −1'],
  ['–', 'U+2013', 'param x = –1'],
  ['１', 'U+FF11', 'param x = １２'],
  ['＝', 'U+FF1D', 'param x ＝ 1'],
  ['（', 'U+FF08', 'param x = （1'],
])('%s, which looks like another sign, is named, with that sign', (character, code, line) => {
  const pipeline = text.replace('param ', `${line}\nparam `);
  const found = told(pipeline, 'a.anoseg').filter((item) => item.code === 'unexpected-character');
  expect(found[0]?.said).toContain(`${code}: write \``);
  expect(found[0]?.place).toContain(character);
});

test('full-width digits and curly quotes of a parameter are named in YAML too', () => {
  expect(told(yaml.replace('steps: 20', 'steps: ２０'), 'a.yaml')[0]).toMatchObject({
    said: expect.stringContaining('U+FF12: write `20`'),
    place: '２０',
  });
  expect(told(yaml.replace('steps: 20', 'steps: “20”'), 'a.yaml')[0]?.said).toContain('U+201C');
});

test('a byte-order mark at the beginning is none of them', () => {
  expect(told(`\ufeff${text}`, 'a.anoseg')).toEqual([]);
  expect(told(`\ufeff${yaml}`, 'a.yaml')).toEqual([]);
});

test('full-width digits in quotes stay in quotes in YAML', () => {
  const source = new SourceFile('a.anoseg', 'anoseg 1\nparam a = "０００"\n');
  const { text, diagnostics } = convert(source, 'yaml', createSyntax());
  expect(diagnostics).toEqual([]);
  const back = convert(new SourceFile('a.yaml', text ?? ''), 'anoseg', createSyntax());
  expect(back.text).toContain('param a = "０００"');
});
