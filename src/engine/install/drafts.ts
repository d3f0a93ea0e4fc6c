// Folders in which something is made before it is renamed into place.
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Whose turn it is owns them all: those that are there are left from processes that were stopped. */
export function removeDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('draft-')) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}
