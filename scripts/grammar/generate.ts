// All files that are generated from the language, as texts by their paths.
import { structureValidator } from './structure-validator.ts';

export function generate(): Readonly<Record<string, string>> {
  return {
    'src/dsl/yaml/structure-validator.cjs': structureValidator(),
  };
}
