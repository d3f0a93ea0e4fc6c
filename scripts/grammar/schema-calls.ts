// Calls in the JSON Schema of pipelines: for each place of values which operations can be called there, and for each
// operation its arguments.
import { type JsonSchema, ref } from '../../src/dsl/yaml/read/structure-schema.ts';
import type { OperationKind } from '../../src/ops/core/kinds.ts';
import type { Operation } from '../../src/ops/core/operation.ts';
import type { ReadType } from '../../src/ops/core/parameter.ts';
import { describeInput, signatureOf } from '../../src/ops/core/signature.ts';
import { operations } from '../../src/ops/table.ts';

/** Which kinds of operations can be called in a place: where several have one name, the first counts. */
const places: Readonly<Record<string, readonly OperationKind[]>> = {
  value: [],
  augment: ['augmentation', 'shape'],
  network: ['layer'],
  block: ['layer', 'augmentation', 'shape'],
  loss: ['loss', 'adversarial', 'layer', 'schedule'],
  optimizer: ['optimizer'],
  schedule: ['schedule'],
  start: ['start'],
  keep: ['keep'],
  source: ['source'],
  score: ['score', 'layer'],
  threshold: ['threshold'],
  cleaning: ['cleaning'],
  metric: ['metric'],
  shape: ['shape'],
};

/** Where what an operation works on comes from. */
const inputPlaces: Readonly<Partial<Record<OperationKind, string>>> = {
  layer: 'network',
  augmentation: 'augment',
  shape: 'augment',
  loss: 'loss',
  score: 'score',
};

// Said without types and in one piece, so that editors offer keys while a word stands in their place; only what is a
// schema's own (its items, how many keys) stands apart, since some editors lose their way otherwise.
const value = { not: { type: 'null' } } as const;
const oneKey = { maxProperties: 1 } as const;
/** What a call is made of that gives an input: never a number. */
const madeOfInputs = { type: ['string', 'array', 'object'], errorMessage: 'no argument has this name' } as const;

export function placeName(place: string): string {
  return `at_${place}`;
}

/** A definition of values for each place. */
export function placeValues(): Readonly<Record<string, JsonSchema>> {
  const found = Object.entries(places).map(([place, kinds]) => [placeName(place), valueAt(place, kinds)] as const);
  return { ...Object.fromEntries(found), drawn, anything: { description: 'a value', ...value } };
}

function valueAt(place: string, kinds: readonly OperationKind[]): JsonSchema {
  return {
    description: 'a value',
    ...value,
    properties: keysAt(kinds),
    additionalProperties: ref('anything'),
    allOf: [oneKey, { items: ref(placeName(place)) }, ...wordsOf(callsAt(kinds))],
  };
}

function keysAt(kinds: readonly OperationKind[]): Readonly<Record<string, JsonSchema>> {
  const isAugment = kinds.includes('augmentation');
  const chance = {
    ...(isAugment ? { maybe: ref('maybe') } : {}),
    ...(isAugment || kinds.includes('layer') ? { repeat: ref('repeat') } : {}),
  };
  return { ...Object.fromEntries(callsAt(kinds).map((call) => [call.name, ref(callName(call))])), ...chance };
}

/** Calls in one word, for completion: any other text is the language's to judge. */
function wordsOf(calls: readonly Operation[]): readonly JsonSchema[] {
  const words = calls.flatMap((call) => {
    const isAlone = Object.values(call.parameters).every(({ required }) => !required);
    // A source is chosen with its data set.
    const word = call.kind === 'source' ? call.example.replace(/^.*= /, '').replace(/, \w+: .*/, ')') : call.name;
    return isAlone || call.kind === 'source' ? [[word, call.doc] as const] : [];
  });
  if (words.length === 0) return [];
  return [{ anyOf: [{ enum: words.map(([word]) => word), enumDescriptions: words.map(([, doc]) => doc) }, {}] }];
}

function callsAt(kinds: readonly OperationKind[]): readonly Operation[] {
  const found = kinds.flatMap((kind) => operations.filter((operation) => operation.kind === kind));
  return found.filter((operation, i) => found.findIndex(({ name }) => name === operation.name) === i);
}

const drawnCalls = {
  log_uniform: { description: 'Drawn evenly on a logarithmic scale: `log_uniform(0.5%..15%)`.', ...ref('anything') },
  gaussian: { description: 'A bell, `gaussian(mean, deviation)`, cut off by `in a..b`.', ...ref('anything') },
  gamma: { description: 'A gamma distribution, `gamma(shape, scale, start)`.', ...ref('anything') },
};

/** A random number; a number, a range `a..b` and a choice `a | b` are texts. */
const drawn: JsonSchema = {
  description: 'a value',
  ...value,
  properties: drawnCalls,
  additionalProperties: ref('anything'),
  allOf: [oneKey],
};

const maybe: JsonSchema = {
  description: 'A step that is done or not.',
  type: 'object',
  properties: {
    chance: { description: 'how often the step is taken, such as `50%`', ...ref('anything') },
    do: { description: 'the step', ...ref(placeName('augment')) },
  },
  required: ['chance', 'do'],
  additionalProperties: false,
};

const repeat: JsonSchema = {
  description: 'A step that is done several times, each with weights and draws of its own.',
  type: 'object',
  properties: {
    times: { description: 'how often, a whole number', ...ref('anything') },
    do: { description: 'the step', ...ref('anything') },
  },
  required: ['times', 'do'],
  additionalProperties: false,
};

/** A definition of the arguments of each operation. */
export function callDefinitions(
  describe: (type: ReadType<unknown>) => JsonSchema,
): Readonly<Record<string, JsonSchema>> {
  const calls = operations.map((operation) => [callName(operation), callOf(operation, describe)] as const);
  return { ...Object.fromEntries(calls), maybe, repeat };
}

function callName({ kind, name }: Operation): string {
  return `${kind}_${name}`;
}

function callOf(operation: Operation, describe: (type: ReadType<unknown>) => JsonSchema): JsonSchema {
  const { doc, kind, inputs, parameters } = operation;
  const place = inputPlaces[kind];
  const inputValue = ref(place === undefined ? 'anything' : placeName(place));
  const taken = inputs.map(
    (input) => [input.name, { description: `${input.doc} (${describeInput(input)})`, ...inputValue }] as const,
  );
  const settings = Object.entries(parameters).map(([key, type]) => [key, describe(type)] as const);
  const properties = Object.fromEntries([...taken, ...settings]);
  const names = Object.keys(properties);
  const path = `${callName(operation)}/properties`;
  const byName = Object.fromEntries(names.map((key) => [key, ref(`${path}/${key}`)]));
  // A key that names no argument is a call: of anything that gives an input, or of what draws or schedules a setting.
  const takesInputs = inputs.length > 0 || Object.values(parameters).some(({ rest }) => rest);
  const additionalProperties = takesInputs ? madeOfInputs : false;
  const calls = takesInputs && place !== undefined ? keysAt(places[place] ?? []) : {};
  const made = Object.values(parameters)
    .flatMap((type) => Object.keys(callsFor(type)))
    .filter((name, i, all) => all.indexOf(name) === i && !names.includes(name) && !Object.hasOwn(calls, name));
  const others = made.length === 0 ? {} : { patternProperties: { [`^(?:${made.join('|')})$`]: ref('anything') } };
  const takesCalls = takesInputs || made.length > 0;
  const item = {
    ...value,
    properties: { ...calls, ...byName },
    ...others,
    additionalProperties,
    allOf: [oneKey, { items: inputValue }],
  };
  return {
    title: signatureOf(operation),
    description: doc,
    ...value,
    properties,
    ...others,
    additionalProperties,
    allOf: [{ items: item }, ...(takesCalls ? [{ anyOf: [oneKey, { propertyNames: { enum: names } }] }] : [])],
  };
}

function callsFor({ takes, random }: ReadType<unknown>): Readonly<Record<string, unknown>> {
  if (random) return drawnCalls;
  return takes === 'value' || takes === 'transform' ? {} : keysAt([takes]);
}
