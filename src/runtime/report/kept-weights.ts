// Which weights a run kept, where that is not simply the last ones: a sentence, and the figure over the training.
import type { RunMetrics } from '../contract/events.ts';
import { draw } from './curve-charts.ts';
import { escapeHtml } from './escape-html.ts';

/** HTML; empty where the last weights are kept. `measurements`: in order of the steps. */
export function renderWeights(
  { train }: Pick<RunMetrics, 'train'>,
  measurements: readonly { readonly step: number; readonly value: number }[],
): string {
  if (train?.kept_step === undefined) return '';
  const { kept_step: step, kept_metric: metric = '', kept_value: value = null, stopped_early: early, steps } = train;
  const name = `<code>${escapeHtml(metric)}</code>`;
  const why =
    value === null
      ? `the last ones, since ${name} was not defined at any measurement`
      : `the highest ${name} on damaged held-out images, ${Number(value).toFixed(4)}`;
  const end = early === true ? ` Training stopped early, at step ${Number(steps)}.` : '';
  const points = { x: measurements.map((one) => one.step), y: measurements.map((one) => one.value) };
  const chart = draw({
    title: `${escapeHtml(metric)} in training`,
    x: 'step',
    y: escapeHtml(metric),
    points,
    to: Number(steps),
  });
  return `<h2>Weights</h2>
<p>Those of step ${Number(step)}: ${why}.${end} No test image was looked at.</p>
${measurements.length < 2 ? '' : `<div class="curves">${chart}</div>`}`;
}
