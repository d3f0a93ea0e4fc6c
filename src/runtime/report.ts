// report.html: the results on one page, without anything from outside.
import type { RunMetrics } from './events.ts';
import type { LockFile } from './lock.ts';

export function renderReport(lock: LockFile, metrics: RunMetrics, report: readonly string[]): string {
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
</style>
<h1>${escapeHtml(lock.name)}</h1>
<p>${metrics.images} test images. Threshold ${figure(metrics.threshold)}, from <code>${escapeHtml(metrics.threshold_from ?? 'nothing')}</code>.</p>
<table>${rows}</table>
<h2>By kind of defect</h2>
<table><tr><th>kind</th><th>images</th>${report.map((name) => `<th>${escapeHtml(name)}</th>`).join('')}</tr>
${kinds}</table>
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

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
