// Curves of an evaluation as small drawings inside the page.
import type { Curves } from '../../metrics/types.ts';

/** A curve from 0 to 1, over x from 0. */
export interface Chart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly points: { readonly x: readonly number[]; readonly y: readonly number[] };
  /** Where the x axis ends. */
  readonly to: number;
}

const width = 220;
const height = 220;

/** HTML; only what is defined. */
export function renderCurves(curves: Curves, fprLimit: number): string {
  return chartsOf(curves, fprLimit)
    .map((chart) => draw(chart))
    .join('\n');
}

function chartsOf({ pixel_roc, pixel_precision_recall, pro, image_roc }: Curves, fprLimit: number): readonly Chart[] {
  const rate = 'false positive rate';
  return [
    ...(image_roc
      ? [{ title: 'ROC, images', x: rate, y: 'recall', points: { x: image_roc.fpr, y: image_roc.tpr }, to: 1 }]
      : []),
    ...(pixel_roc
      ? [{ title: 'ROC, pixels', x: rate, y: 'recall', points: { x: pixel_roc.fpr, y: pixel_roc.tpr }, to: 1 }]
      : []),
    ...(pro
      ? [{ title: 'overlap of regions', x: rate, y: 'PRO', points: { x: pro.fpr, y: pro.pro }, to: fprLimit }]
      : []),
    ...(pixel_precision_recall
      ? [
          {
            title: 'precision, pixels',
            x: 'recall',
            y: 'precision',
            points: { x: pixel_precision_recall.recall, y: pixel_precision_recall.precision },
            to: 1,
          },
        ]
      : []),
  ];
}

/** An SVG with its caption. */
export function draw({ title, x, y, points, to }: Chart): string {
  const at = (value: number, i: number) =>
    `${((value / to) * width).toFixed(1)},${(height - (points.y[i] ?? 0) * height).toFixed(1)}`;
  const line = points.x.map(at).join(' ');
  return (
    `<figure><svg viewBox="-30 -8 ${width + 40} ${height + 44}" role="img" aria-label="${title}: ${y} against ${x}">` +
    `<rect width="${width}" height="${height}" class="frame"/><polyline points="${line}" class="curve"/>` +
    `<text x="-6" y="${height}" class="end">0</text><text x="-6" y="10" class="end">1</text>` +
    `<text x="0" y="${height + 16}">0</text><text x="${width}" y="${height + 16}" class="end">${to}</text>` +
    `<text x="${width / 2}" y="${height + 16}" class="middle">${x}</text>` +
    `<text transform="translate(-12 ${height / 2}) rotate(-90)" class="middle">${y}</text></svg>` +
    `<figcaption>${title}</figcaption></figure>`
  );
}
