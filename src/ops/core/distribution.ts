// What can be said of a random number before it is drawn.
import type { Distribution } from './call.ts';

/** The largest number that can be drawn. */
export function largest(d: Distribution): number {
  if (d.kind === 'constant') return d.value;
  return d.kind === 'choice' ? Math.max(...d.options.map(largest)) : d.to;
}
