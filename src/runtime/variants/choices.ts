// Which data were looked at to choose thresholds and weights, told for all runs together.

import type { RunMetrics } from '../contract/events.ts';
import { grouped } from '../files/grouped.ts';
import type { MeasuredRun } from './measured-run.ts';

/** Figures that look at test labels for their threshold. */
export function looksAtTestLabels(figure: string): boolean {
  return figure.startsWith('best_');
}

/** Sentences. `figures`: that are shown. */
export function choicesOf(runs: readonly MeasuredRun[], figures: readonly string[]): readonly string[] {
  const told = (what: string, of: (metrics: RunMetrics) => string) => {
    const found = [...grouped(runs, ({ metrics }) => of(metrics))].toSorted(([, a], [, b]) => b.length - a.length);
    const counted = found.map(([text, those]) =>
      found.length > 1 ? `${text} (${those.length} ${those.length === 1 ? 'run' : 'runs'})` : text,
    );
    return `${what}: ${counted.join('; ')}`;
  };
  const best = figures.filter(looksAtTestLabels);
  return [
    told('pixel threshold', ({ threshold, threshold_from }) => basisOf(threshold, threshold_from)),
    told('image threshold', ({ image_threshold, image_threshold_from }) =>
      basisOf(image_threshold, image_threshold_from),
    ),
    told('weights', ({ train }) => weightsOf(train)),
    best.length === 0
      ? 'no figure here looks at test labels to choose its threshold'
      : `${best.join(', ')}: the threshold is chosen on test labels, so nobody reaches them without labels`,
    'to choose a variant by this table is to choose on test labels',
  ];
}

const subsets: ReadonlyMap<string, string> = new Map([
  ['holdout', 'held-out normal images'],
  ['synthetic', 'held-out normal images with synthetic anomalies'],
  ['validation', 'labelled images apart from the test set'],
]);

// The counts of images differ from category to category.
function basisOf(value: number | null, from: string | null): string {
  if (value === null) return 'none was found';
  if (from === null) return 'given';
  const rule = from.replace(/ \((?:[^()]*image[^()]*)\)$/, '');
  const subset = / on (\w+)(?:$| )/.exec(rule)?.[1] ?? '';
  const looked = subsets.get(subset);
  return looked === undefined ? `no data were looked at, ${rule}` : `${looked}, by ${rule}`;
}

function weightsOf(train: RunMetrics['train']): string {
  if (train?.kept_metric === undefined) return 'the last step, no data were looked at';
  return `the step with the best ${train.kept_metric} on held-out normal images with synthetic anomalies`;
}
