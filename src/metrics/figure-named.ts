// A figure by the name that `report` and `keep` have for it.

/** Null where it is undefined, as an average precision without anomalies is. */
export function figureNamed(figures: object, name: string): number | null {
  const value: unknown = Object.entries(figures).find(([key]) => key === name)?.[1];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
