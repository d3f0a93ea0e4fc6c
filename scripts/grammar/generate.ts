// All files that are generated from the language, as texts by their paths.
import { operationReference } from './operation-reference.ts';
import { operationsPage } from './operations-page.ts';
import { structureValidator } from './structure-validator.ts';

/** Run at the root of the repository: tests read their fixtures from there. */
export function generate(): Readonly<Record<string, string>> {
  return {
    'src/dsl/yaml/structure-validator.cjs': structureValidator(),
    'grammar/operations.json': operationReference(),
    'docs/operations.md': operationsPage(),
  };
}
