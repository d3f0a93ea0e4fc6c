// What `check --with-data` finds in the data, as diagnostics at the pipeline's own lines.

import type { DataFinding } from '../../../api/data.ts';
import { type Diagnostic, type Model, makeDiagnostic } from '../../../api/language.ts';

/** Each at `source`, but for what another setting decides. */
export function dataDiagnostics(model: Model, findings: readonly DataFinding[]): readonly Diagnostic[] {
  return findings.map(({ code, message, hint }) =>
    makeDiagnostic(code, placeOf(model, code), { problem: message }, { hint }),
  );
}

function placeOf({ data, settings }: Model, code: DataFinding['code']) {
  const path = code === 'batch-too-large' ? 'train.batch' : code === 'holdout-empty' ? 'data.holdout' : undefined;
  const origin = settings.find((setting) => setting.path === path)?.origin;
  return origin?.from === 'written' ? origin.span : data.source.span;
}
