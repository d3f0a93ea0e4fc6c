// The pipelines below a folder, for the language server: at once, and never more than so many.
import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import { isPipeline } from './find-pipelines.ts';

/** Folders that are opened at most: a root may be somebody's whole disk. */
const mostFolders = 5000;

/** Paths, nearest to the folder first. Links, hidden folders and installed packages are left out. */
export function listPipelines(folder: string, most: number): readonly string[] {
  const found: string[] = [];
  const folders = [folder];
  for (let i = 0; i < Math.min(folders.length, mostFolders) && found.length < most; i++) {
    const here = folders[i] ?? folder;
    for (const entry of entriesOf(here)) {
      const full = path.join(here, entry.name);
      if (entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name)) folders.push(full);
      if (entry.isFile() && (/\.anoseg$/.test(entry.name) || (/\.ya?ml$/.test(entry.name) && isPipeline(full))))
        found.push(full);
    }
  }
  return found.slice(0, most);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // What may not be read holds no pipeline for us.
  }
}
