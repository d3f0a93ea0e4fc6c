// What `keep` of `train` may look at: synthetic anomalies on held-out images, by a figure that needs no threshold.
import type { Scope } from '../meaning/scope.ts';
import { keptMetric } from '../model/kept-weights.ts';
import type { WrittenKeep } from './sections.ts';

/** Figures at a threshold, and what stands for each of them while there is none yet. */
const withoutThreshold: ReadonlyMap<string, string> = new Map([
  ['iou', 'best_iou'],
  ['f1', 'best_f1'],
  ['image_f1', 'image_ap'],
]);

/** False after an error. That `on test` is one has been said. */
export function isSoundKeep({ call, on }: WrittenKeep, { reporter }: Scope): boolean {
  const metric = keptMetric(call);
  const instead = withoutThreshold.get(metric.name);
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
