// What `check --with-data` finds in the data, as diagnostics at the pipeline's own lines.

import type { DataFinding } from '../../../api/data.ts';
import { type Diagnostic, type Model, makeDiagnostic } from '../../../api/language.ts';

/** Each at its source, but for what another setting decides. */
export function dataDiagnostics(model: Model, findings: readonly DataFinding[]): readonly Diagnostic[] {
  return findings.map(({ code, message, hint, category }) =>
    makeDiagnostic(code, placeOf(model, code, category), { problem: message }, { hint }),
  );
}

function placeOf({ data, settings }: Model, code: DataFinding['code'], category: string | undefined) {
  const path = code === 'batch-too-large' ? 'train.batch' : code === 'holdout-empty' ? 'data.holdout' : undefined;
  const written = (wanted: string | undefined) => {
    const origin = settings.find((setting) => setting.path === wanted)?.origin;
    return origin?.from === 'written' ? origin.span : undefined;
  };
  const own = data.sources?.find((one) => one.category === category)?.source.span;
  // What is about several of them is told at their list.
  const all = data.sources === undefined ? undefined : written('data.source');
  return written(path) ?? own ?? all ?? data.source.span;
}
