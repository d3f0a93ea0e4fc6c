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
import { places, values } from '../dsl/yaml-twins.ts';

const schema = JSON.parse(readFileSync('grammar/pipeline.schema.json', 'utf8'));
// Keys are offered wherever something can stand, whatever its type.
const ajv = new Ajv2020({ allowUnionTypes: true, strictRequired: false, strictTypes: false, allErrors: true });
// What editors show beside a word, and in the place of their own message.
ajv.addVocabulary(['enumDescriptions', 'errorMessage']);
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

  test.each(values)('in %s: %s', (place, yaml, text) => {
    expect(mistakesIn(places[place]?.({ yaml, text }).yaml ?? '')).toEqual([]);
  });
});

test.each([
  'each: {category: all, kind: [bce, focal]}\n  repeat: {seed: 1..5}',
  'compare.adversarial: [true, false]\n  set.steps: 600\n  each.width: [4, 8..9]\n  looked_at: nothing yet',
])('it accepts an experiment as a person writes it: %s', (lines) => {
  expect(mistakesIn(`anoseg: 1\nexperiment:\n  pipeline: claims.anoseg\n  ${lines}\n`)).toEqual([]);
});

test('it marks keys that do not exist, where they stand', () => {
  const yaml = twinOf('quickstart.anoseg');
  expect(mistakesIn(yaml.replace('holdout:', 'holdoff:'))).toEqual(['/data additionalProperties']);
  // A block could have that name: a call of it, which is no number, stands for the layer's input.
  expect(mistakesIn(yaml.replace('kernel: 3', 'kernal: 3'))).toEqual([expect.stringMatching(/kernal type$/)]);
  expect(mistakesIn(yaml.replace('loss:', 'losses:'))).toEqual([' additionalProperties']);
});

test.each([
  ['train: {steps: ~}', '/train/steps not'],
  ['train: {optimizer: {adam: {rat: 1e-3}}}', '/train/optimizer/adam additionalProperties'],
  ['train: {optimizer: {adam: {}, sgd: {}}}', '/train/optimizer maxProperties'],
  ['loss: [bce(map, mask)]', '/loss type'],
  ['network: {g: {inputs: seen}}', '/network/g/inputs type'],
  ['network: {g: {input: [seen]}}', '/network/g additionalProperties'],
  ['augment: {a: [image, {maybe: {chance: 50%}}]}', '/augment/a/1/maybe required'],
  ['augment: {a: [image, {flip: {direction: horizontal, often: 3}}]}', '/augment/a/1/flip propertyNames'],
  ['evaluate: {reports: [iou]}', '/evaluate additionalProperties'],
  ['param: {a: {in: 1..2}}', '/param/a oneOf'],
  ['experiment: {each.seed: 1..5}', '/experiment required'],
  ['experiment: {pipeline: a.anoseg, every.seed: 1..5}', '/experiment additionalProperties'],
  ['experiment: {pipeline: a.anoseg, each.seed: 5}', '/experiment/each.seed anyOf'],
  ['experiment: {pipeline: a.anoseg, each: {seed: []}}', '/experiment/each/seed minItems'],
  ['experiment: {pipeline: [a.anoseg], each: {seed: 1..5}}', '/experiment/pipeline type'],
])('it marks %s', (yaml, mistake) => {
  expect(mistakesIn(`anoseg: 1\n${yaml}\n`)).toContain(mistake);
});

test('every operation and parameter is there, with what it does', () => {
  for (const { kind, name, doc, parameters } of operations) {
    const call = schema.$defs[`${kind}_${name}`];
    expect(call?.description, `${kind} ${name}`).toBe(doc);
    for (const [key, type] of Object.entries(parameters)) expect(call.properties[key].description).toContain(type.doc);
  }
});

describe('what is offered in its place', () => {
  /** Names of keys of a definition, and the words of its values. */
  const offered = (name: string): readonly string[] => {
    const { properties = {}, allOf = [] } = schema.$defs[name];
    const words = allOf.flatMap(({ anyOf = [] }: { anyOf?: { enum?: string[] }[] }) =>
      anyOf.flatMap((one) => one.enum ?? []),
    );
    return [...Object.keys(properties), ...words];
  };
  const placeOf = ({ $ref }: { $ref: string }) => offered($ref.split('/').at(-1) ?? '');
  const { properties: sections, $defs } = schema;

  test('operations as keys and as words: layers in networks, augmentations in `augment`, …', () => {
    const layers = placeOf($defs.network.properties.values.additionalProperties);
    expect(layers).toEqual(expect.arrayContaining(['conv', 'relu']));
    expect(layers).not.toContain('rotate');
    expect(placeOf(sections.augment.additionalProperties)).toEqual(
      expect.arrayContaining(['rotate', 'perlin', 'maybe']),
    );
    expect(placeOf(sections.loss.additionalProperties)).toEqual(expect.arrayContaining(['bce', 'lsgan', 'abs']));
    expect(placeOf(sections.train.properties.optimizer)).toEqual(expect.arrayContaining(['adam', 'sgd']));
    expect(placeOf(sections.data.properties.source)).toEqual(expect.arrayContaining(['mvtec', 'mvtec("bottle")']));
    expect(placeOf(sections.evaluate.properties.score)).toEqual(expect.arrayContaining(['max', 'top_mean']));
    expect(placeOf(sections.evaluate.properties.threshold)).toEqual(expect.arrayContaining(['quantile', 'fixed']));
    expect(placeOf(sections.evaluate.properties.report.allOf[0].items)).toEqual(
      expect.arrayContaining(['iou', 'aupro']),
    );
  });

  test('settings of an operation, with their defaults, in a mapping and in a sequence of arguments', () => {
    const { properties, allOf } = $defs.layer_conv;
    expect(properties.kernel.default).toBe(3);
    expect(properties.kernel.description).toContain('default `3`');
    expect(Object.keys(allOf[0].items.properties)).toEqual(expect.arrayContaining(['kernel', 'abs']));
    expect(placeOf($defs.optimizer_adam.properties.rate)).toContain('cosine');
    expect(offered($defs.shape_rectangle.properties.area.$ref.split('/').at(-1))).toContain('log_uniform');
  });

  test('no schema is its own items, nor counts its keys beside them: the YAML language server then offers nothing', () => {
    const places = Object.entries<Record<string, unknown>>($defs).filter(([name]) => name.startsWith('at_'));
    expect(places.length).toBeGreaterThan(5);
    for (const [, place] of places)
      expect(Object.keys(place)).not.toEqual(expect.arrayContaining(['items', 'maxProperties']));
  });
});
