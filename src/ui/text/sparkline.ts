// A series as a row of characters of rising height.

/** From this ratio of largest to smallest, heights are logarithms. */
const logarithmicFrom = 20;

/** At most `width` characters out of `levels`, lowest first; each is the mean of its part of the values. */
export function sparkline(values: readonly number[], width: number, levels: readonly string[]): string {
  if (values.length === 0 || width < 1) return '';
  const means = resample(values, Math.min(width, values.length));
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const scale = low > 0 && high / low >= logarithmicFrom ? Math.log : (value: number) => value;
  const [bottom, range] = [scale(low), scale(high) - scale(low)];
  const top = levels.length - 1;
  const height = (value: number) =>
    range > 0 ? Math.round((top * (scale(value) - bottom)) / range) : Math.floor(top / 2);
  // Values near the largest float overflow to no height at all.
  return means.map((value) => levels[height(value)] ?? levels[0]).join('');
}

function resample(values: readonly number[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * values.length) / count);
    const part = values.slice(from, Math.max(from + 1, Math.floor(((i + 1) * values.length) / count)));
    return part.reduce((sum, value) => sum + value, 0) / part.length;
  });
}
