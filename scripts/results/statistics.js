// What the page of results says of several figures: mean, spread, and the interval of a difference.

/** 97.5% quantiles of Student's t, by degrees of freedom. */
const t975 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return mean([sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]);
}

/** Standard deviation of a sample. */
export function deviation(values) {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** The 95% interval of a mean by Student's t; of less than two values there is none. */
export function interval(values) {
  if (values.length < 2) return undefined;
  const quantile = t975[values.length - 2] ?? t975[t975.length - 1];
  const half = (quantile * deviation(values)) / Math.sqrt(values.length);
  return { low: mean(values) - half, high: mean(values) + half };
}

/** Which way values differ from zero: 'above' or 'below', where their interval lies there, else 'neither'; or 'unknown'. */
export function verdict(values) {
  const range = interval(values);
  if (range === undefined) return 'unknown';
  if (range.low > 0) return 'above';
  return range.high < 0 ? 'below' : 'neither';
}
