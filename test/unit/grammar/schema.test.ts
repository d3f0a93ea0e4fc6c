// grammar/pipeline.schema.json as editors use it: a valid schema of draft 2020-12 that accepts what is right,
// marks what is misspelt, and knows each operation with its documentation.
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { operations } from '../../../src/ops/table.ts';

const schema = JSON.parse(readFileSync('grammar/pipeline.schema.json', 'utf8'));
const ajv = new Ajv2020({ allowUnionTypes: true, strictRequired: false, allErrors: true });
const validate = ajv.compile(schema);
const syntax = createSyntax();
const shipped = readdirSync('pipelines', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.anoseg'),
);

function twinOf(name: string): string {
  const source = new SourceFile(name, readFileSync(`pipelines/${name}`, 'utf8'));
  return convert(source, 'yaml', syntax).text ?? 'refused';
}

function mistakesIn(text: string): readonly string[] {
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

test('it is valid by the schema of schemas', () => {
  expect(ajv.validateSchema(schema)).toBe(true);
  expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
});

describe('it accepts', () => {
  test.each(shipped)('the twin of pipelines/%s', (name) => {
    expect(mistakesIn(twinOf(name))).toEqual([]);
  });
});

test('it marks keys that do not exist, where they stand', () => {
  const yaml = twinOf('quickstart.anoseg');
  expect(mistakesIn(yaml.replace('holdout:', 'holdoff:'))).toEqual(['/data additionalProperties']);
  expect(mistakesIn(yaml.replace('kernel: 3', 'kernal: 3')).join()).toContain('additionalProperties');
  expect(mistakesIn(yaml.replace('loss:', 'losses:'))).toEqual([' additionalProperties']);
});

test('every operation and parameter is there, with what it does', () => {
  for (const { kind, name, doc, parameters } of operations) {
    const call = schema.$defs[`${kind}_${name}`];
    expect(call?.description, `${kind} ${name}`).toBe(doc);
    for (const [key, type] of Object.entries(parameters)) expect(call.properties[key].description).toContain(type.doc);
  }
});

test('layers are offered in networks, augmentations in `augment`', () => {
  const offered = (name: string) => Object.keys(schema.$defs[name].properties);
  expect(offered('networkValue')).toContain('conv');
  expect(offered('networkValue')).not.toContain('rotate');
  expect(offered('augmentValue')).toEqual(expect.arrayContaining(['rotate', 'perlin', 'maybe']));
  expect(offered('lossValue')).toEqual(expect.arrayContaining(['bce', 'lsgan']));
});
