// The figures that a pipeline's report asks for, by their keys in metrics.json.
import type { Model } from '../../dsl/model/model.ts';
import { furtherAuproKey } from '../../metrics/types.ts';
import type { OperationCall } from '../../ops/core/call.ts';

/** In the order of the report, each once. */
export function reportKeys(model: Model): readonly string[] {
  const [first] = fprLimits(model);
  const keys = model.evaluate.metrics.map((metric) => {
    const fpr = fprLimit(metric);
    return fpr !== undefined && fpr !== first ? furtherAuproKey(fpr) : metric.name;
  });
  return [...new Set(keys)];
}

/** Where AUPRO ends: as the report asks for it, else at 30 %. */
export function fprLimitsOf(model: Model): {
  readonly fprLimit: number;
  readonly furtherFprLimits: readonly number[];
} {
  const [fprLimit = 0.3, ...furtherFprLimits] = fprLimits(model);
  return { fprLimit, furtherFprLimits };
}

function fprLimits({ evaluate }: Model): readonly number[] {
  return [...new Set(evaluate.metrics.flatMap((metric) => fprLimit(metric) ?? []))];
}

/** Where AUPRO ends for one metric. */
export function fprLimitOf(metric: OperationCall): number | undefined {
  return fprLimit(metric);
}

function fprLimit({ name, settings: { fpr } }: OperationCall): number | undefined {
  return name === 'aupro' && fpr?.kind === 'number' ? fpr.value : undefined;
}
