// A comparison as JSON: every number in full, and by name.
import { runSentence } from '../../../api/runs.ts';
import {
  type Comparison,
  countsOf,
  looksAtTestLabels,
  type MeanFigure,
  type Place,
  testSentences,
  type Variant,
} from '../../../api/variants.ts';

export function comparisonDocument(comparison: Comparison) {
  const { by, beside, figures, unit, grid, baseline, runs, unfinished, waiting, remarks, choices } = comparison;
  return {
    format_version: '1.0',
    by,
    paired_by: ['category', ...beside, 'seed'],
    figures,
    looks_at_test_labels: figures.filter(looksAtTestLabels),
    variants: grid.variants.map(({ values, label }) => ({ name: label, parameters: named(values) })),
    baseline: baseline?.label ?? null,
    means: comparison.rows.map(({ variant, place, seeds, figures: cells }) => ({
      variant: variant.label,
      ...placeKeys(place),
      seeds,
      ...runKeys(countsOf(comparison, variant, place)),
      figures: Object.fromEntries(figures.map((name, i) => [name, figureKeys(cells[i] ?? null)])),
    })),
    test: { name: 'paired t', sides: 2, correction: 'Holm', unit, confidence: 0.95, about: testSentences(comparison) },
    differences: comparison.differences.map(({ variant, figure, pairs, test, corrected }) => ({
      variant: variant.label,
      baseline: baseline?.label ?? null,
      figure,
      difference: test?.mean ?? null,
      deviation: test?.deviation ?? null,
      interval: test?.interval === undefined ? null : [test.interval.low, test.interval.high],
      p: test?.p ?? null,
      p_holm: corrected ?? null,
      n: test?.count ?? 0,
      pairs,
    })),
    runs: runs.map(({ run, lock }) => ({ run, seed: lock.seed })),
    unfinished: [
      ...unfinished.map((one) => ({ run: one.run, state: one.state, said: runSentence(one) })),
      ...waiting.map((run) => ({ run, state: 'waiting', said: `${run} has not begun` })),
    ],
    uneven: remarks,
    chosen_on: choices,
  };
}

function figureKeys(figure: MeanFigure | null) {
  if (figure === null) return null;
  const { mean, deviation, best } = figure;
  return { mean, deviation, best };
}

function runKeys({ runs, asked }: ReturnType<typeof countsOf>) {
  return { runs, runs_asked: asked };
}

function placeKeys(place: Place | null) {
  if (place === null) return { over: 'all', category: null, parameters: {} };
  return { over: 'category', category: place.category, parameters: named(place.beside) };
}

function named(values: Variant['values']): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map(({ name, value }) => [name, value]));
}
