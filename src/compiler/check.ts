// The phases of a check, in order: load (each file is parsed), elaborate, plan. Without TensorFlow and without data.

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { Reporter } from '../diagnostics/diagnostic.ts';
import { type Unread, withoutEchoes } from '../diagnostics/echoes.ts';
import type { SourceFile } from '../diagnostics/source-file.ts';
import { elaborate } from '../dsl/elaborate/elaborate.ts';
import type { Overrides } from '../dsl/elaborate/elaborate-parameters.ts';
import { type Loaded, load, type SourceReader } from '../dsl/load/load.ts';
import type { Model, ModelParts } from '../dsl/model/model.ts';
import type { Syntax } from '../dsl/syntax/parsed.ts';
import { checkShapes, type Plan, planPipeline } from './plan/plan.ts';

export interface Checked {
  readonly loaded: Loaded;
  /** Undefined where there are errors, or where the file is a library. */
  readonly model: Model | undefined;
  /** What could be read in spite of errors. */
  readonly parts: ModelParts | undefined;
  /** Of these parts; complete where there is a model. */
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CheckOptions {
  readonly syntax: Syntax;
  readonly reader: SourceReader;
  readonly overrides: Overrides;
  readonly name: string;
  /** Bytes of the machine that will train; absent: whether a step fits is not looked at. */
  readonly memory?: number;
}

export function check(source: SourceFile, options: CheckOptions): Checked {
  const reporter = new Reporter();
  const loaded = load(source, options.syntax.parse, options.reader, reporter);
  const { model, parts } = elaborate(loaded, options, reporter);
  const plan = model ? planPipeline(model, reporter, options.memory) : parts && checkShapes(parts, reporter);
  return {
    loaded,
    model: reporter.hasErrors ? undefined : model,
    parts,
    plan,
    diagnostics: inOrderOfLoading(withoutEchoes(reporter.diagnostics, unreadIn(loaded)), loaded),
  };
}

function unreadIn({ files }: Loaded): readonly Unread[] {
  return files.map(({ parsed, lost }) => ({ source: parsed.file.source, broken: parsed.broken ?? [], lost }));
}

// The command line's findings first, then those of the pipeline, then those of what it imports.
function inOrderOfLoading(diagnostics: readonly Diagnostic[], { files }: Loaded): readonly Diagnostic[] {
  const ranks = new Map(files.map(({ parsed }, i) => [parsed.file.source, i]));
  const rank = ({ span }: Diagnostic) => ranks.get(span.source) ?? -1;
  return diagnostics.toSorted((a, b) => rank(a) - rank(b));
}
