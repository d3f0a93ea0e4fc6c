// The forms of the files that runs leave: validators as code, so that ajv itself is not loaded when a file is read, and
// the schemas of those that others read too.
import Ajv2020 from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { schemaDialect } from '../../src/dsl/yaml/read/structure-schema.ts';
import { published, schemas } from '../../src/runtime/stored/schemas.ts';

const head = `// Made by scripts/grammar.js from schemas.ts: change that, and run it.
// biome-ignore-all lint: generated
// biome-ignore-all format: generated
`;

export function storedValidators(): string {
  const ajv = new Ajv2020.default({
    allowUnionTypes: true,
    strictRequired: false,
    strictTypes: false,
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  const ids = Object.entries(schemas).map(([name, schema]) => {
    ajv.addSchema(schema, name);
    return [name, name] as const;
  });
  return head + standaloneCode.default(ajv, Object.fromEntries(ids));
}

/** Path below the root to text. */
export function publishedSchemas(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(published).map(([name, schema]) => {
      return [
        `grammar/${name}.schema.json`,
        `${JSON.stringify({ $schema: schemaDialect, ...schema }, undefined, 2)}\n`,
      ];
    }),
  );
}
