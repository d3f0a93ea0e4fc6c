// The validator of YAML files as code, so that ajv itself is not loaded when a file is read.
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { structureSchema } from '../../src/dsl/yaml/read/structure-schema.ts';

const head = `// Made by scripts/grammar.js from structure-schema.ts: change that, and run it.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
`;

export function structureValidator(): string {
  const ajv = new Ajv2020.default({
    allErrors: true,
    allowUnionTypes: true,
    strictRequired: false,
    messages: false,
    code: { source: true, lines: true },
  });
  return head + standaloneCode.default(ajv, ajv.compile(structureSchema()));
}
