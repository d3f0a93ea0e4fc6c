// Turns what the file system says while an engine is installed into sentences that say what to do.
import { outside } from '../../diagnostics/outside-error.ts';
import { CACHE_HINT } from '../cache-fault.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** The error as an OutsideError where the file system is its cause; any other error as it is. */
export function explainFileError(error: unknown, cache: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  if (FULL.has(error.code)) {
    return outside(
      'disk-full',
      {
        what: `use the cache folder ${cache}`,
        reason: `the disk is full (${error.message})`,
        advice: 'Free some space, or set ANOSEG_CACHE to a folder on another disk.',
      },
      { cause: error },
    );
  }
  if (!('syscall' in error)) return error;
  if (FORBIDDEN.has(error.code)) {
    return outside('cache-not-writable', { cache, fault: error.message, advice: CACHE_HINT }, { cause: error });
  }
  return outside('cache-damaged', { cache, fault: error.message }, { cause: error });
}
