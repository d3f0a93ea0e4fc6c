// A bundle that a command is handed is unpacked beside everything else, and gone when the command ends.
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { usableTemporaryFolder } from '../../api/engine.ts';

/** The arguments, with a folder in place of each bundle. @throws OutsideError `bundle-damaged`, `temporary-folder` */
export async function unpacked<A>(args: A): Promise<A> {
  return (await inside(args)) as A;
}

async function inside(arg: unknown): Promise<unknown> {
  if (Array.isArray(arg)) return Promise.all(arg.map(inside));
  return typeof arg === 'string' && /\.zip$/i.test(arg) ? unpack(arg) : arg;
}

async function unpack(file: string): Promise<string> {
  const { openBundle } = await import('../../api/share.ts');
  const parent = mkdtempSync(path.join(usableTemporaryFolder() ?? '.', 'anoseg-bundle-'));
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  // A run is called by its folder: by the bundle's name.
  const folder = path.join(parent, path.basename(file, path.extname(file)));
  await openBundle(file, folder);
  return folder;
}
