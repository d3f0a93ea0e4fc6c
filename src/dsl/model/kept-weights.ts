// The rule in `keep` of `train`, read from its call.
import { bug } from '../../diagnostics/outside-error.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import { showCall } from '../../ops/core/setting.ts';

/** `best(metric: pixel_ap, every: 500, patience: 0, samples: 100) on synthetic` */
export function showKeep(call: OperationCall): string {
  return `${showCall(call)} on synthetic`;
}

/** The metric that it looks at. */
export function keptMetric({ settings: { metric } }: OperationCall): OperationCall {
  return metric?.kind === 'call' ? metric.value : bug('a rule without metric');
}
