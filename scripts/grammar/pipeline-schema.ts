// The JSON Schema of pipelines in YAML, for editors: the structure that the reader checks, and in its values the operations
// and settings by name, each with its documentation. Whatever else may stand there is the language's to judge.
import { experimentParts, perNetwork, sectionSettings } from '../../src/dsl/elaborate/sections.ts';
import {
  type Definition,
  type JsonSchema,
  ref,
  schemaDialect,
  structure,
} from '../../src/dsl/yaml/read/structure-schema.ts';
import type { ReadType } from '../../src/ops/core/parameter.ts';
import { describeType } from '../../src/ops/core/signature.ts';
import { callDefinitions, placeName, placeValues } from './schema-calls.ts';

export function pipelineSchema(): string {
  const { pipeline, ...parts } = structure;
  const schema = {
    $schema: schemaDialect,
    $id: 'https://anoseg.invalid/pipeline.schema.json',
    title: 'AnoSeg pipeline',
    $comment: 'Made by scripts/grammar.js from the table of operations: change that, and run it.',
    ...pipeline,
    properties: { ...pipeline.properties, ...sections() },
    $defs: { ...parts, ...definitions() },
  };
  return `${JSON.stringify(schema, null, 1)}\n`;
}

function sections(): Readonly<Record<string, JsonSchema>> {
  return {
    augment: mappingOf('Random draws, and the synthetic anomalies made of them.', 'augment'),
    loss: mappingOf('Weighted terms; the networks learn to make their sum small.', 'loss'),
    data: settingsOf('Where images come from.', sectionSettings.data),
    train: settingsOf('How weights are found.', sectionSettings.train),
    evaluate: settingsOf('Score, thresholds and figures.', sectionSettings.evaluate),
    experiment: experimentSchema(),
  };
}

// Its values are literals. A parameter stands behind a dot, or below its part.
function experimentSchema(): JsonSchema {
  const parts = Object.entries(experimentParts).map(([part, description]) => {
    const value = ref(part === 'set' ? 'literal' : 'experiment_values');
    return { part, one: { description, ...value }, all: { description, type: 'object', additionalProperties: value } };
  });
  const settings = Object.entries(sectionSettings.experiment).map(([name, type]) => {
    const { default: standard, description } = parameterSchema(type);
    return [name, { description, ...(standard === undefined ? {} : { default: '' }), type: 'string' }];
  });
  return {
    description: 'A pipeline, and which of its parameters have which values.',
    type: 'object',
    properties: Object.fromEntries([...settings, ...parts.map(({ part, all }) => [part, all])]),
    patternProperties: Object.fromEntries(parts.map(({ part, one }) => [`^${part}\\.[A-Za-z_][A-Za-z0-9_]*$`, one])),
    required: ['pipeline'],
    additionalProperties: false,
  };
}

/** Values of a parameter: more than one of them. */
const experimentValues: JsonSchema = {
  description: 'a list, a range of whole numbers such as `1..5`, or `all`',
  anyOf: [
    { enum: ['all'] },
    { type: 'string', pattern: '^-?\\d+\\.\\.-?\\d+$' },
    { type: 'array', items: ref('literal'), minItems: 1 },
  ],
};

function definitions(): Readonly<Record<string, JsonSchema>> {
  const bodies = mappingOf('names and their values', 'network');
  const withValues = (definition: Definition, more: JsonSchema) => ({
    ...definition,
    properties: { ...definition.properties, values: bodies, ...more },
  });
  return {
    ...placeValues(),
    experiment_values: experimentValues,
    ...callDefinitions(parameterSchema),
    network: withValues(structure.network, {}),
    // A block may be of any kind; most are pieces of a network.
    block: withValues(structure.block, {
      values: mappingOf('names and their values', 'block'),
      return: ref(placeName('block')),
    }),
  };
}

function mappingOf(description: string, place: string): JsonSchema {
  return { description, type: 'object', additionalProperties: ref(placeName(place)) };
}

function parameterSchema(type: ReadType<unknown>): JsonSchema {
  const description = [type.doc, describeType(type)].filter((text) => text !== '').join(': ');
  return { description, ...standardOf(type), ...valueSchema(type) };
}

function standardOf({ defaultText, schema }: ReadType<unknown>): JsonSchema {
  if (defaultText === undefined || defaultText === '' || schema === 'list' || schema === 'operation') return {};
  if (schema === 'boolean') return { default: defaultText === 'true' };
  const value = Number(defaultText);
  return { default: schema === 'number' && Number.isFinite(value) ? value : defaultText };
}

// What an editor offers; any other value is the language's to judge.
function valueSchema(type: ReadType<unknown>): JsonSchema {
  const { schema, words } = type;
  const item = ref(placeOf(type));
  const offered = (words: readonly unknown[]) => ({ anyOf: [{ enum: words }, item] });
  const one = words.length > 0 ? offered(words) : item;
  if (schema === 'list') return { not: { type: 'null' }, allOf: [{ items: one }] };
  return schema === 'boolean' ? offered([true, false]) : one;
}

function placeOf({ schema, takes, random }: ReadType<unknown>): string {
  if (random) return 'drawn';
  if (takes === 'transform' || schema === 'mask') return placeName('augment');
  return takes === 'value' ? 'anything' : placeName(takes);
}

function settingsOf(description: string, settings: Readonly<Record<string, ReadType<unknown>>>): JsonSchema {
  const entries = Object.entries(settings).map(([name, type]) => [name, parameterSchema(type)] as const);
  const dotted = perNetwork.filter((name) => name in settings);
  const patterns = dotted.map((name) => {
    const type = settings[name];
    return [`^${name}\\.[A-Za-z_][A-Za-z0-9_]*$`, type ? parameterSchema(type) : {}] as const;
  });
  return {
    description,
    type: 'object',
    properties: Object.fromEntries(entries),
    ...(patterns.length === 0 ? {} : { patternProperties: Object.fromEntries(patterns) }),
    additionalProperties: false,
  };
}
