// The pipelines below a folder, for the language server: at once, and never more than so many.
import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import { isPipeline } from './find-pipelines.ts';

/** Folders that are opened at most: a root may be somebody's whole disk. */
const mostFolders = 5000;

/** Paths, nearest to the folder first. Links, hidden folders, installed packages and run folders are left out. */
export function listPipelines(folder: string, most: number): readonly string[] {
  const found: string[] = [];
  const folders = [folder];
  for (let i = 0; i < Math.min(folders.length, mostFolders) && found.length < most; i++) {
    const here = folders[i] ?? folder;
    const entries = entriesOf(here);
    if (isRun(entries)) continue;
    for (const entry of entries) {
      const full = path.join(here, entry.name);
      if (entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name)) folders.push(full);
      if (entry.isFile() && (/\.anoseg$/.test(entry.name) || (/\.ya?ml$/.test(entry.name) && isPipeline(full))))
        found.push(full);
    }
  }
  return found.slice(0, most);
}

// What a run recorded stays as it was.
function isRun(entries: readonly Dirent[]): boolean {
  return ['lock.json', 'events.jsonl'].every((name) => entries.some((entry) => entry.name === name));
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // What may not be read holds no pipeline for us.
  }
}
