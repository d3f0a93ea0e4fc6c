// What the page of results says of several figures, computed as `anoseg compare` does.
import { fromSource } from '../from-source.js';

const { meanOf, medianOf, deviationOf } = await fromSource('src/statistics/sample.ts');
const { pairedTest } = await fromSource('src/statistics/paired-test.ts');

export const [mean, median, deviation] = [meanOf, medianOf, deviationOf];

/** The 95% interval of a mean by Student's t; of less than three values there is none. */
export function interval(values) {
  return pairedTest(values)?.interval;
}

/** Which way values differ from zero: 'above' or 'below', where their interval lies there, else 'neither'; or 'unknown'. */
export function verdict(values) {
  const range = interval(values);
  if (range === undefined) return 'unknown';
  if (range.low > 0) return 'above';
  return range.high < 0 ? 'below' : 'neither';
}
