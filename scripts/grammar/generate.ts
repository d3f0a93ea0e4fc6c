// All files that are generated from the language, as texts by their paths.
import { ebnf } from './ebnf.ts';
import { failuresPage } from './failures-page.ts';
import { operationReference } from './operation-reference.ts';
import { operationsPage } from './operations-page.ts';
import { pipelineSchema } from './pipeline-schema.ts';
import { railroadPage } from './railroad.ts';
import { publishedSchemas, storedValidators } from './stored-files.ts';
import { structureValidator } from './structure-validator.ts';
import { textMateGrammar } from './textmate.ts';

/** Run at the root of the repository: tests read their fixtures from there. */
export function generate(): Readonly<Record<string, string>> {
  return {
    'src/dsl/yaml/read/structure-validator.cjs': structureValidator(),
    'grammar/anoseg.ebnf': ebnf(),
    'grammar/anoseg.tmLanguage.json': textMateGrammar(),
    'grammar/index.html': railroadPage(),
    'grammar/pipeline.schema.json': pipelineSchema(),
    'grammar/operations.json': operationReference(),
    'docs/operations.md': operationsPage(),
    'docs/failures.md': failuresPage(),
    'src/runtime/stored/validators.js': storedValidators(),
    ...publishedSchemas(),
  };
}
