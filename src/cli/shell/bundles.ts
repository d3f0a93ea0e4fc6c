// A bundle that a command is handed is unpacked beside everything else, and gone when the command ends.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../api/engine.ts';

/** A folder in place of a bundle; any other place as it is. @throws OutsideError `bundle-damaged`, `bundle-missing`, `no-temporary-folder` */
export async function unpacked(place: string): Promise<string> {
  if (!/\.zip$/i.test(place)) return place;
  const { openBundle } = await import('../../api/share.ts');
  const parent = mkdtempSync(path.join(temporaryFolder(), 'anoseg-bundle-'));
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  // A run is called by its folder: by the bundle's name. That of `...zip` would be the folder above.
  const name = path.basename(place, path.extname(place));
  const folder = path.join(parent, /^\.*$/.test(name) ? 'bundle' : name);
  await openBundle(place, folder);
  return folder;
}
