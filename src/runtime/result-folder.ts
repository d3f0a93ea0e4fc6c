// Folders for results: numbered ones, or those that the user names. Neither ever replaces anything.
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { OutsideError } from '../diagnostics/outside-error.ts';
import { withDiskErrors } from './files.ts';

/** `PARENT/N` with the first free N, `prefix` before it; made at once, so that two processes never share one. */
export function createNumberedFolder(parent: string, prefix = ''): string {
  return withDiskErrors(parent, () => {
    mkdirSync(parent, { recursive: true });
    for (let number = 1; ; number++) {
      const folder = path.join(parent, `${prefix}${number}`);
      if (existsSync(folder)) continue;
      try {
        mkdirSync(folder);
        return folder;
      } catch (error) {
        if (!existsSync(folder)) throw error;
      }
    }
  });
}

/** Makes the folder, which must not be there or be empty. @throws OutsideError `out-exists`, `not-writable` */
export function claimResultFolder(folder: string): string {
  if (withDiskErrors(folder, () => existsSync(folder) && readdirSync(folder).length > 0)) {
    throw new OutsideError(
      'out-exists',
      `${folder} is there already, and not empty`,
      'choose another `--out`, or delete the folder',
    );
  }
  withDiskErrors(folder, () => mkdirSync(folder, { recursive: true }));
  return folder;
}
