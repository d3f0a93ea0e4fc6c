// What only YAML files need, loaded when the first one is read, so that those who have none do not wait
// for it: the YAML library, and the validator of their structure. The build puts both beside the bundle. Where there
// is no Node, library-inside.ts stands in its place: see `imports` in package.json.
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { StructureValidator } from './structure-validator.cjs';

/** Set by the build: where the library lies, seen from the bundle. */
declare const YAML_LIBRARY: string | undefined;

export type YamlLibrary = typeof Yaml;

export function yamlLibrary(): YamlLibrary {
  return createRequire(import.meta.url)(typeof YAML_LIBRARY === 'undefined' ? 'yaml' : YAML_LIBRARY);
}

/** Made by scripts/grammar.js. */
export function structureValidator(): StructureValidator {
  return createRequire(import.meta.url)('./structure-validator.cjs').default;
}
