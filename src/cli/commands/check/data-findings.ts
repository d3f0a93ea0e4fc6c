// What `check --with-data` finds in the data, as diagnostics at the pipeline's own lines.
import { type Diagnostic, makeDiagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Model } from '../../../dsl/model/model.ts';
import type { DataFinding } from '../../../runtime/feed/examine.ts';

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
