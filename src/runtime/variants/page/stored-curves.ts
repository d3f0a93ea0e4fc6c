// curves.json of a run, whoever wrote it, as far as it is to be drawn.
import type { Curves } from '../../../metrics/types.ts';
import { runFolder } from '../../record/run-folder.ts';
import type { Points } from '../../report/line-chart.ts';
import { largest } from '../../stored/limits.ts';
import { readRegularText } from '../../stored/regular-text.ts';

type Known = { -readonly [K in keyof Curves]: Curves[K] };

/** Undefined where there is no file of curves. What in it is no curve is null. */
export function curvesOf(run: string): Curves | undefined {
  const found = parsed(runFolder(run).curves);
  if (found === undefined) return undefined;
  const known: Known = {
    pixel_roc: null,
    pixel_precision_recall: null,
    pro: null,
    image_roc: null,
    image_precision_recall: null,
  };
  const pixelRoc = columnsIn(found, 'pixel_roc', 'fpr', 'tpr');
  const imageRoc = columnsIn(found, 'image_roc', 'fpr', 'tpr');
  const pro = columnsIn(found, 'pro', 'fpr', 'pro');
  const precision = columnsIn(found, 'pixel_precision_recall', 'recall', 'precision');
  if (pixelRoc) known.pixel_roc = { fpr: pixelRoc.x, tpr: pixelRoc.y, threshold: [] };
  if (imageRoc) known.image_roc = { fpr: imageRoc.x, tpr: imageRoc.y, threshold: [] };
  if (pro) known.pro = { fpr: pro.x, pro: pro.y, threshold: [] };
  if (precision) known.pixel_precision_recall = { recall: precision.x, precision: precision.y, threshold: [] };
  return known;
}

function columnsIn(curves: object, name: string, x: string, y: string): Points | undefined {
  const curve = valueIn(curves, name);
  const [xs, ys] = [numbersIn(curve, x), numbersIn(curve, y)];
  return xs.length > 0 && xs.length === ys.length ? { x: xs, y: ys } : undefined;
}

function numbersIn(curve: unknown, name: string): readonly number[] {
  const found = valueIn(curve, name);
  if (!Array.isArray(found)) return [];
  const numbers = found.filter((value) => typeof value === 'number');
  return numbers.length === found.length ? numbers : [];
}

function valueIn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

// Curves are to look at: a run without them is compared all the same.
function parsed(file: string): object | undefined {
  try {
    const value: unknown = JSON.parse(readRegularText(file, largest.curves));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
