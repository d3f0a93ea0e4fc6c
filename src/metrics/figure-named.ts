// A figure by the name that `report` and `keep` have for it, and which names there are.

/** Those that most pipelines report, in the order of tables. */
export const usualFigures = ['image_auroc', 'pixel_auroc', 'pixel_ap', 'aupro', 'iou', 'f1'] as const;

/** All of one number; beside them `aupro_LIMIT`. */
export const figureNames = [...usualFigures, 'image_ap', 'image_f1', 'aupimo', 'best_iou', 'best_f1'] as const;

/** Null where it is undefined, as an average precision without anomalies is. */
export function figureNamed(figures: object, name: string): number | null {
  const value: unknown = Object.entries(figures).find(([key]) => key === name)?.[1];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
