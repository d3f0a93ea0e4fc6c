// Whether this user can keep anything in the cache folder, told in words before the file system refuses it in its own.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../diagnostics/outside-error.ts';
import { isWritableFolder } from './temporary-folder.ts';

/** What to do about it. */
export const CACHE_HINT = 'Make it writable, or set ANOSEG_CACHE to a folder that is.';

/** Why it cannot be written, or one of the folders `inner` where they are there; undefined where nothing is in the way. */
export function cacheFault(cache: string, inner: readonly string[]): string | undefined {
  const below = inner.map((name) => path.join(cache, name)).filter((folder) => existsSync(folder));
  const wrong = [nearest(cache), ...below].find((folder) => !isWritableFolder(folder));
  if (wrong === undefined) return undefined;
  const status = statSync(wrong);
  if (!status.isDirectory()) return `${wrong} is a file, not a folder`;
  return `${wrong} is not writable for you${status.uid === process.getuid?.() ? '' : `: it belongs to user ${status.uid}`}`;
}

/** @throws OutsideError `cache-not-writable` */
export function requireCache(cache: string): void {
  const fault = cacheFault(cache, ['engine']);
  if (fault === undefined) return;
  throw outside('cache-not-writable', { cache, fault: `${fault}.`, advice: CACHE_HINT });
}

/** The folder itself, or that in which it would be made. */
function nearest(folder: string): string {
  let existing = path.resolve(folder);
  while (!existsSync(existing)) existing = path.dirname(existing);
  return existing;
}
