// A folder for what lives only as long as a process. The one that TMPDIR names may be gone (a job's scratch folder, a
// login that ended), which neither we nor the libraries below us (TensorFlow, libvips) should stumble over.
import { accessSync, constants, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { outside } from '../diagnostics/outside-error.ts';

/** The system's own places, for where TMPDIR names none that can be used. */
const FALLBACKS = ['/tmp', '/var/tmp'];

/** The folder that the environment names, else one of the system's, else the last resort; undefined where none can be written. */
export function usableTemporaryFolder(named = tmpdir(), others: readonly string[] = FALLBACKS): string | undefined {
  return [named, ...others].find(isWritableFolder);
}

/**
 * Makes everything in this process, libraries included, use a temporary folder that is there; `lastResort` is one more
 * that may do. @throws OutsideError `no-temporary-folder`
 */
export function provideTemporaryFolder(
  env: NodeJS.ProcessEnv,
  lastResort: readonly string[] = [],
  usual = FALLBACKS,
): void {
  const found = temporaryFolder([...usual, ...lastResort]);
  if (found !== tmpdir()) env.TMPDIR = found;
}

/** One that can be used. @throws OutsideError `no-temporary-folder` */
export function temporaryFolder(others: readonly string[] = FALLBACKS): string {
  const named = tmpdir();
  const found = usableTemporaryFolder(named, others);
  if (found === undefined) throw outside('no-temporary-folder', { named });
  return found;
}

export function isWritableFolder(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
