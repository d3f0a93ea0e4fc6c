// What `keep` of `train` may look at: synthetic anomalies on held-out images, by a figure that needs no threshold.

import { operationFor } from '../../ops/table.ts';
import type { Scope } from '../meaning/scope.ts';
import { keptMetric } from '../model/kept-weights.ts';
import type { WrittenKeep } from './sections.ts';

/** False after an error. That `on test` is one has been said. */
export function isSoundKeep({ call, on }: WrittenKeep, { reporter }: Scope): boolean {
  const metric = keptMetric(call);
  const instead = operationFor(metric, 'metric').beforeThreshold;
  if (instead !== undefined) {
    const hint = `there is no threshold while training: \`${instead}\` needs none`;
    const parameters = { name: 'metric', expected: 'a metric that needs no threshold', found: `\`${metric.name}\`` };
    reporter.report('wrong-type', metric.span, parameters, { hint });
  }
  const isOn = on === undefined || on === 'synthetic';
  if (!isOn && on !== 'test') {
    const hint = 'it is `on synthetic`: held-out normal images, damaged by `augment`';
    reporter.report('unknown-subset', call.span, { name: on }, { hint });
  }
  return isOn && instead === undefined;
}
