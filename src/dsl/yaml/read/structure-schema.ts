// The structure of a pipeline in YAML as a JSON Schema: which parts there are, and whether each is a
// mapping, a sequence or a value. What the values mean is the language's matter. From it come the
// validator that reads files (structure-validator.cjs) and, with all operations, the schema for editors.

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A definition of the structure. `description` says what is expected, in messages and in editors. */
export interface Definition {
  readonly description: string;
  readonly type: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  /** What further keys stand for. */
  readonly additionalProperties?: Reference | false;
  readonly items?: Reference;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly minimum?: number;
  readonly oneOf?: readonly JsonSchema[];
}

export type Reference = { readonly $ref: string };

export const schemaDialect = 'https://json-schema.org/draft/2020-12/schema';

export function ref(name: string): Reference {
  return { $ref: `#/$defs/${name}` };
}

/** A value in one scalar: an expression of the language. */
const scalarTypes = ['string', 'number', 'boolean'] as const;
const anyType = [...scalarTypes, 'array', 'object'] as const;
/** A mapping with one key. */
const oneKey = { minProperties: 1, maxProperties: 1 } as const;

export const structure = {
  pipeline: {
    description: 'a pipeline: a mapping that begins with `anoseg: 1`',
    type: 'object',
    properties: {
      anoseg: ref('version'),
      doc: ref('text'),
      use: ref('uses'),
      param: ref('params'),
      data: ref('settings'),
      augment: ref('values'),
      network: ref('networks'),
      block: ref('blocks'),
      loss: ref('values'),
      train: ref('settings'),
      evaluate: ref('settings'),
      experiment: ref('settings'),
    },
    required: ['anoseg'],
    additionalProperties: false,
  },
  version: { description: 'the version of the language, such as `1`', type: 'integer', minimum: 0 },
  text: { description: 'a text', type: 'string' },
  uses: { description: 'a sequence of imports, each with `from` and `import`', type: 'array', items: ref('use') },
  use: {
    description: 'a mapping with `from` and `import`',
    type: 'object',
    properties: { from: ref('text'), import: ref('imports') },
    required: ['from', 'import'],
    additionalProperties: false,
  },
  imports: { description: 'a sequence of names', type: 'array', items: ref('imported') },
  imported: {
    description: 'a name, or `name: alias`',
    type: ['string', 'object'],
    ...oneKey,
    additionalProperties: ref('text'),
  },
  params: { description: 'a mapping of names to values', type: 'object', additionalProperties: ref('param') },
  param: {
    description: 'a value, or a mapping with `value` or `expression`',
    type: [...scalarTypes, 'object'],
    properties: { value: ref('literal'), expression: ref('value'), in: ref('value'), doc: ref('text') },
    oneOf: [
      { type: scalarTypes },
      { type: 'object', required: ['value'] },
      { type: 'object', required: ['expression'] },
    ],
    additionalProperties: false,
  },
  literal: { description: 'a number, a text, or `true` or `false`', type: scalarTypes },
  settings: { description: 'a mapping of settings', type: 'object', additionalProperties: ref('value') },
  values: { description: 'a mapping of names to values', type: 'object', additionalProperties: ref('value') },
  networks: { description: 'a mapping of names to networks', type: 'object', additionalProperties: ref('network') },
  network: {
    description: 'a mapping with `inputs` and `values`',
    type: 'object',
    properties: { doc: ref('text'), inputs: ref('parameters'), values: ref('values') },
    additionalProperties: false,
  },
  blocks: { description: 'a mapping of names to blocks', type: 'object', additionalProperties: ref('block') },
  block: {
    description: 'a mapping with `parameters`, `values` and `return`',
    type: 'object',
    properties: { doc: ref('text'), parameters: ref('parameters'), values: ref('values'), return: ref('value') },
    additionalProperties: false,
  },
  parameters: { description: 'a sequence of names', type: 'array', items: ref('parameter') },
  parameter: {
    description: 'a name, or `name: default`',
    type: ['string', 'object'],
    ...oneKey,
    additionalProperties: ref('value'),
  },
  // What is inside of values is told where they are read.
  value: { description: 'a value', type: anyType },
} as const satisfies Readonly<Record<string, Definition>>;

export type Part = keyof typeof structure;

/** The schema that the validator is made from. */
export function structureSchema(): JsonSchema {
  const { pipeline, ...definitions } = structure;
  return { $schema: schemaDialect, ...pipeline, $defs: definitions };
}
