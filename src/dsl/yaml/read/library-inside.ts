// What library.ts loads when it is needed, as a part of the bundle: for browsers, which cannot load at once.
import * as yaml from 'yaml';
import validate, { type StructureValidator } from './structure-validator.cjs';

export function yamlLibrary(): typeof yaml {
  return yaml;
}

export function structureValidator(): StructureValidator {
  return validate;
}
