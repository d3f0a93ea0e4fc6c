// report.html: the results on one page, without anything from outside.
import { figureNamed } from '../../metrics/figure-named.ts';
import type { RunMetrics } from '../contract/events.ts';
import type { LockFile } from '../record/lock.ts';
import { escapeHtml } from './escape-html.ts';
import { pageHead } from './page-head.ts';
import { style } from './style.ts';

export interface ReportParameter {
  readonly name: string;
  readonly value: string;
  /** By `--set`. */
  readonly isSet: boolean;
}

export interface ReportContent {
  readonly lock: LockFile;
  readonly metrics: RunMetrics;
  /** What the user wrote to come here, in order. */
  readonly commands: readonly string[];
  /** What the pipeline declares. */
  readonly parameters: readonly ReportParameter[];
  /** Keys of the figures, in order. */
  readonly report: readonly string[];
  /** HTML of renderCurves, renderWeights and renderGallery. */
  readonly curves: string;
  readonly weights: string;
  readonly gallery: string;
}

export function renderReport(content: ReportContent): string {
  const { lock, metrics, report, curves, weights, gallery } = content;
  const images = `${metrics.images} test ${metrics.images === 1 ? 'image' : 'images'}`;
  return `${pageHead(lock.name, style)}
<p>${images}.</p>
${(metrics.doubts ?? []).map((doubt) => `<p class="doubt"><strong>Doubtful:</strong> ${escapeHtml(doubt)}</p>`).join('\n')}
${figureTable(['', 'value'], [...report.map((name) => [name, figure(figureNamed(metrics, name))])])}
<h2>Thresholds</h2>
${wordTable([
  ['of pixels', limit(metrics.threshold, metrics.threshold_from)],
  ['of images', limit(metrics.image_threshold, metrics.image_threshold_from)],
])}
${weights}
${categoryTable(content)}<h2>By kind of defect</h2>
${figureTable(
  ['kind', 'images', ...report],
  Object.entries(metrics.defects).map(([kind, figures]) => [
    kind,
    String(figures.images),
    ...report.map((name) => figure(figureNamed(figures, name))),
  ]),
)}
${curves === '' ? '' : `<h2>Curves</h2>\n<div class="curves">${curves}</div>`}
<h2>Images</h2>
<p>Of each kind the two images with the lowest and the two with the highest scores; of good images the highest. Heat is the
anomaly map, <span class="predicted">red</span> what is at the threshold or above, <span class="truth">cyan</span> the ground
truth. All images are in <code>overlays/</code>.</p>
${gallery}
${reproduction(content)}
</html>
`;
}

function categoryTable({ metrics: { categories, mean }, report }: ReportContent): string {
  if (categories === undefined || mean === undefined) return '';
  const rowOf = (name: string, images: string, figures: object) => [
    name,
    images,
    ...report.map((key) => figure(figureNamed(figures, key))),
  ];
  const own = Object.entries(categories).map(([name, figures]) => rowOf(name, String(figures.images), figures));
  return `<h2>By category</h2>
${figureTable(['category', 'images', ...report], [rowOf('mean', '', mean), ...own])}
`;
}

function reproduction({ lock, commands, parameters }: ReportContent): string {
  const { pipeline, data, engine, threads, device, seed, steps } = lock;
  const parameterRows = parameters.map(({ name, value, isSet }) => [
    name,
    `${code(value)} ${isSet ? 'by <code>--set</code>' : 'as the pipeline says'}`,
  ]);
  return `<h2>Parameters</h2>
${parameters.length === 0 ? '<p>The pipeline declares none.</p>' : wordTable(parameterRows)}
<h2>Reproduce</h2>
${wordTable([
  ...commands.map((command, i) => [i === 0 ? 'command' : 'then', code(command)]),
  ['pipeline', code(pipeline.digest)],
  ['data', `${code(data.digest)} (${Number(data.files)} files)`],
  ['anoseg', escapeHtml(lock.anoseg)],
  [
    'engine',
    `TensorFlow ${escapeHtml(engine.tensorflow)} (${escapeHtml(engine.variant)}) on ${escapeHtml(device)}, ${Number(threads)} ${threads === 1 ? 'thread' : 'threads'}`,
  ],
  ['training', `${Number(steps)} steps, seed ${Number(seed)}`],
])}`;
}

// The head comes again on each page of paper.
function figureTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], first: 'td' | 'th', others: 'td' | 'th') =>
    row.map((text, i) => tagged(i === 0 ? first : others, escapeHtml(text))).join('');
  const body = rows.map((row) => `<tr>${cells(row, 'th', 'td')}</tr>`).join('\n');
  return `<div class="table"><table class="figures">
<thead><tr>${cells(head, 'th', 'th')}</tr></thead>
<tbody>
${body}
</tbody></table></div>`;
}

/** A name, and HTML of what is said of it. */
function wordTable(rows: readonly (readonly string[])[]): string {
  const body = rows.map(
    ([name = '', html = '']) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${html}</td></tr>`,
  );
  return `<div class="table"><table class="words">\n${body.join('\n')}\n</table></div>`;
}

function tagged(tag: 'td' | 'th', html: string): string {
  return `<${tag}>${html}</${tag}>`;
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

function limit(value: number | null, from: string | null): string {
  if (value === null) return 'none was found: figures that need one are undefined';
  return from === null ? figure(value) : `${figure(value)}, from ${code(from)}`;
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}
