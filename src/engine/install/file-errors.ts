// Turns what the file system says while an engine is installed into sentences that say what to do.
import { OutsideError } from '../../diagnostics/outside-error.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const FORBIDDEN = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

/** The error as an OutsideError where the file system is its cause; any other error as it is. */
export function explainFileError(error: unknown, cache: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const hint = 'set ANOSEG_CACHE to a folder on another disk.';
  if (FULL.has(error.code)) {
    const message = `The disk is full: ${error.message}`;
    return new OutsideError('disk-full', message, `Free some space, or ${hint}`, { cause: error });
  }
  if (!('syscall' in error)) return error;
  if (FORBIDDEN.has(error.code)) {
    const message = `The cache folder ${cache} cannot be written: ${error.message}`;
    const advice = 'Make it writable, or set ANOSEG_CACHE to a folder that is.';
    return new OutsideError('cache-not-writable', message, advice, { cause: error });
  }
  const message = `The cache folder ${cache} cannot be used: ${error.message}`;
  return new OutsideError('cache-damaged', message, `Delete what is named there, or ${hint}`, { cause: error });
}
