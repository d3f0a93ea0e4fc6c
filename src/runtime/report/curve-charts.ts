// Curves of an evaluation as small drawings inside the page.
import type { Curves } from '../../metrics/types.ts';
import { drawLines, type Points } from './line-chart.ts';

/** A curve from 0 to 1, over x from 0. */
export interface Chart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly points: Points;
  /** Where the x axis ends. */
  readonly to: number;
}

/** HTML; only what is defined. */
export function renderCurves(curves: Curves, fprLimit: number): string {
  return chartsOf(curves, fprLimit)
    .map((chart) => draw(chart))
    .join('\n');
}

/** Only what is defined. */
export function chartsOf(
  { pixel_roc, pixel_precision_recall, pro, image_roc }: Curves,
  fprLimit: number,
): readonly Chart[] {
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
export function draw({ points, ...chart }: Chart): string {
  return drawLines({ ...chart, lines: [{ points, kind: 'curve' }] });
}
