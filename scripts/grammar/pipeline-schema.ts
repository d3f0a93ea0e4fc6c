// The JSON Schema of pipelines in YAML, for editors: the structure that the reader checks, and in it the
// operations and settings by name, each with its documentation.
import { perNetwork, sectionSettings } from '../../src/dsl/elaborate/sections.ts';
import {
  type Definition,
  type JsonSchema,
  ref,
  scalarTypes,
  schemaDialect,
  structure,
} from '../../src/dsl/yaml/read/structure-schema.ts';
import type { OperationKind } from '../../src/ops/core/kinds.ts';
import type { Operation } from '../../src/ops/core/operation.ts';
import type { ParameterType } from '../../src/ops/core/parameter.ts';
import { describeInput, describeType, signatureOf } from '../../src/ops/core/signature.ts';
import { operations } from '../../src/ops/table.ts';

/** Where each kind of operation may be called: a definition of values for each place. */
const places: Readonly<Record<string, readonly OperationKind[]>> = {
  augmentValue: ['augmentation', 'shape', 'source'],
  networkValue: ['layer'],
  lossValue: ['loss', 'adversarial', 'layer'],
};

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
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function sections(): Readonly<Record<string, JsonSchema>> {
  return {
    augment: mappingOf('Random draws, and the synthetic anomalies made of them.', 'augmentValue'),
    loss: mappingOf('Weighted terms; the networks learn to make their sum small.', 'lossValue'),
    data: settingsOf('Where images come from.', sectionSettings.data),
    train: settingsOf('How weights are found.', sectionSettings.train),
    evaluate: settingsOf('Score, thresholds and figures.', sectionSettings.evaluate),
  };
}

function definitions(): Readonly<Record<string, JsonSchema>> {
  const values = Object.entries(places).map(([place, kinds]) => [place, valueAt(place, kinds)] as const);
  const calls = operations.map((operation) => [callName(operation), callOf(operation)] as const);
  const bodies = { ...mappingOf('names and their values', 'networkValue') };
  const withValues = (definition: Definition) => ({
    ...definition,
    properties: { ...definition.properties, values: bodies },
  });
  return {
    ...Object.fromEntries(values),
    ...Object.fromEntries(calls),
    network: withValues(structure.network),
    // A block may be of any kind.
    block: structure.block,
    value: { ...structure.value, properties: { ...structure.value.properties, ...callsOf(allPlaces) } },
    setting: { ...structure.setting, properties: { ...structure.setting.properties, ...callsOf(allKindsOfSettings) } },
  };
}

const allPlaces = Object.values(places).flat();
const allKindsOfSettings: readonly OperationKind[] = [
  ...allPlaces,
  'optimizer',
  'schedule',
  'score',
  'threshold',
  'metric',
];

function mappingOf(description: string, value: string): JsonSchema {
  return { description, type: 'object', additionalProperties: ref(value) };
}

function valueAt(place: string, kinds: readonly OperationKind[]): JsonSchema {
  return {
    ...structure.value,
    items: ref(place),
    properties: { ...structure.value.properties, ...callsOf(kinds) },
  };
}

/** Later kinds win where two operations have one name. */
function callsOf(kinds: readonly OperationKind[]): Readonly<Record<string, JsonSchema>> {
  const found = kinds.toReversed().flatMap((kind) => operations.filter((operation) => operation.kind === kind));
  return Object.fromEntries(found.map((operation) => [operation.name, ref(callName(operation))]));
}

function callName({ kind, name }: Operation): string {
  return `${kind}_${name}`;
}

function callOf(operation: Operation): JsonSchema {
  const { doc, inputs, parameters } = operation;
  const taken = inputs.map(
    (input) => [input.name, { description: `${input.doc} (${describeInput(input)})`, ...ref('setting') }] as const,
  );
  const settings = Object.entries(parameters).map(([key, type]) => [key, parameterSchema(type)] as const);
  return {
    ...structure.arguments,
    title: signatureOf(operation),
    description: doc,
    properties: Object.fromEntries([...taken, ...settings]),
    additionalProperties: false,
    items: {
      ...structure.argument,
      properties: Object.fromEntries(
        [...taken, ...settings].map(([key]) => [key, ref(`${callName(operation)}/properties/${key}`)]),
      ),
      additionalProperties: false,
    },
  };
}

function parameterSchema(type: ParameterType<unknown>): JsonSchema {
  const description = [type.doc, describeType(type)].filter((text) => text !== '').join(': ');
  const suggested = suggestions(type);
  return suggested === undefined
    ? { description, ...ref('setting') }
    : { description, anyOf: [suggested, ref('setting')] };
}

// What an editor offers; any other value is the language's to judge.
function suggestions({ words, schema, defaultText }: ParameterType<unknown>): JsonSchema | undefined {
  if (words.length > 0) return { enum: words };
  if (schema === 'boolean') return { type: 'boolean' };
  return defaultText === undefined || defaultText === '' ? undefined : { type: scalarTypes, examples: [defaultText] };
}

function settingsOf(description: string, settings: Readonly<Record<string, ParameterType<unknown>>>): JsonSchema {
  const entries = Object.entries(settings).map(([name, type]) => [name, parameterSchema(type)] as const);
  const dotted = perNetwork.filter((name) => name in settings).join('|');
  return {
    description,
    type: 'object',
    properties: Object.fromEntries(entries),
    ...(dotted === '' ? {} : { patternProperties: { [`^(?:${dotted})\\.[A-Za-z_][A-Za-z0-9_]*$`]: ref('setting') } }),
    additionalProperties: false,
  };
}
