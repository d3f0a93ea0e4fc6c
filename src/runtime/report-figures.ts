// The figures that a pipeline's report asks for, by their keys in metrics.json.
import type { Model } from '../dsl/model.ts';
import { furtherAuproKey } from '../metrics/types.ts';

/** In the order of the report, each once. */
export function reportKeys(model: Model): readonly string[] {
  const [first] = fprLimits(model);
  const keys = model.evaluate.metrics.map(({ operation, parameters }) => {
    const { fpr } = parameters;
    return operation.name === 'aupro' && typeof fpr === 'number' && fpr !== first
      ? furtherAuproKey(fpr)
      : operation.name;
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
  const limits = evaluate.metrics.flatMap(({ operation, parameters: { fpr } }) =>
    operation.name === 'aupro' && typeof fpr === 'number' ? [fpr] : [],
  );
  return [...new Set(limits)];
}
