// report.html: the results on one page, without anything from outside.
import type { RunMetrics } from '../events.ts';
import type { LockFile } from '../lock.ts';
import { escapeHtml } from './escape-html.ts';

export interface ReportContent {
  readonly lock: LockFile;
  readonly metrics: RunMetrics;
  /** Keys of the figures, in order. */
  readonly report: readonly string[];
  /** HTML of renderCurves and renderGallery. */
  readonly curves: string;
  readonly gallery: string;
}

export function renderReport({ lock, metrics, report, curves, gallery }: ReportContent): string {
  const rows = report
    .map((name) => `<tr><th>${escapeHtml(name)}</th><td>${figure(figureOf(metrics, name))}</td></tr>`)
    .join('\n');
  const kinds = Object.entries(metrics.defects)
    .map(
      ([kind, figures]) =>
        `<tr><th>${escapeHtml(kind)}</th><td>${figures.images}</td>${report.map((name) => `<td>${figure(figureOf(figures, name))}</td>`).join('')}</tr>`,
    )
    .join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(lock.name)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .25rem .75rem; border-bottom: 1px solid #ddd; text-align: right; }
th:first-child { text-align: left; font-weight: 600; }
code { font-size: .9em; }
figure { margin: 0; }
figcaption { font-size: .8rem; line-height: 1.3; overflow-wrap: anywhere; }
.curves, .gallery { display: grid; gap: 1rem; grid-template-columns: repeat(4, 1fr); }
.gallery img { width: 100%; display: block; }
svg { width: 100%; display: block; font-size: 11px; fill: #555; }
.frame { fill: none; stroke: #bbb; }
.curve { fill: none; stroke: #0a6ebd; stroke-width: 1.5; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
.predicted { color: #e02020; }
.truth { color: #0090b0; }
@media (max-width: 40rem) { .curves, .gallery { grid-template-columns: repeat(2, 1fr); } }
@media (prefers-color-scheme: dark) {
  body { background: #181818; color: #ddd; }
  th, td { border-color: #444; }
  svg { fill: #aaa; }
  .frame { stroke: #555; }
  .curve { stroke: #5bb4f5; }
  .predicted { color: #ff6b6b; }
  .truth { color: #4fd8f0; }
}
</style>
<h1>${escapeHtml(lock.name)}</h1>
<p>${metrics.images} test images. Threshold ${figure(metrics.threshold)}, from <code>${escapeHtml(metrics.threshold_from ?? 'nothing')}</code>.</p>
<table>${rows}</table>
<h2>By kind of defect</h2>
<table><tr><th>kind</th><th>images</th>${report.map((name) => `<th>${escapeHtml(name)}</th>`).join('')}</tr>
${kinds}</table>
${curves === '' ? '' : `<h2>Curves</h2>\n<div class="curves">${curves}</div>`}
<h2>Images</h2>
<p>Of each kind the two images with the lowest and the two with the highest scores; of good images the highest. Heat is the
anomaly map, <span class="predicted">red</span> what is at the threshold or above, <span class="truth">cyan</span> the ground
truth. All images are in <code>overlays/</code>.</p>
${gallery}
<h2>Reproduce</h2>
<table>
<tr><th>pipeline</th><td><code>${escapeHtml(lock.pipeline.digest)}</code></td></tr>
<tr><th>data</th><td><code>${escapeHtml(lock.data.digest)}</code> (${lock.data.files} files)</td></tr>
<tr><th>engine</th><td>TensorFlow ${escapeHtml(lock.engine.tensorflow)} (${escapeHtml(lock.engine.variant)}), ${lock.threads} threads</td></tr>
<tr><th>seed</th><td>${lock.seed}</td></tr>
</table>
</html>
`;
}

function figureOf(figures: object, name: string): number | null {
  const value: unknown = Object.entries(figures).find(([key]) => key === name)?.[1];
  return typeof value === 'number' ? value : null;
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}
