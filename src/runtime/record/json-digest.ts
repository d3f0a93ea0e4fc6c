// The digest of JSON by what it says: blind to white space and to the order of keys, so that a file that was laid out anew
// counts as unchanged, and one value edited by hand does not.
import { createHash } from 'node:crypto';

/** `sha256:` and 64 hexadecimal digits. */
export function digestOfJson(value: unknown): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(value, withSortedKeys)).digest('hex')}`;
}

function withSortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
