// npm packages as Node finds them: in the folder of the importing file upward, each time in `node_modules`. Of a package its
// package.json is read, for name and version, and its pipeline files; no code, so `exports` means nothing here.
import path from 'node:path';
import { beginsPipeline } from '../yaml/read/parse-yaml.ts';
import { isPipelineFile } from './import-name.ts';
import type { SourceReader } from './source-reader.ts';

export interface InstalledPackage {
  /** As its package.json says, which under an alias is not the name of its folder. */
  readonly name: string;
  readonly version: string;
  /** Its folder, without links. */
  readonly root: string;
  /** It has `exports`, which is no way into it for us. */
  readonly hasExports: boolean;
  /** It has the keyword `anoseg`. */
  readonly isTagged: boolean;
}

export interface DamagedPackage {
  readonly problem: string;
  readonly hint: string;
}

const folderName = 'node_modules';
/** More than these are not named, nor looked for. */
const [mostFiles, mostFolders] = [200, 500];
const versionForm = /^\d{1,16}\.\d{1,16}\.\d{1,16}(?:-[0-9A-Za-z.-]{1,100})?(?:\+[0-9A-Za-z.-]{1,100})?$/;
const nameForm = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;

/** Undefined where it is not installed. `folder`: of the file that imports it, without links. */
export function findPackage(
  reader: SourceReader,
  folder: string,
  name: string,
): InstalledPackage | DamagedPackage | undefined {
  for (const place of placesFor(folder)) {
    const root = reader.realPath(path.join(place, name));
    if (root !== undefined) return readPackage(reader, root);
  }
  return undefined;
}

/** Names of the packages that a file in this folder can import from, nearest first. */
export function installedNames(reader: SourceReader, folder: string): readonly string[] {
  const names = placesFor(folder).flatMap((place) =>
    foldersIn(reader, place).flatMap((name) =>
      name.startsWith('@') ? foldersIn(reader, path.join(place, name)).map((inner) => `${name}/${inner}`) : [name],
    ),
  );
  return [...new Set(names)];
}

/** Paths of its pipeline files with `/`, in order; those of packages inside it are not its own. */
export function filesOf(reader: SourceReader, { root }: InstalledPackage): readonly string[] {
  const found: string[] = [];
  const folders = [''];
  for (let i = 0; i < Math.min(folders.length, mostFolders) && found.length < mostFiles; i++) {
    const here = folders[i] ?? '';
    for (const entry of reader.entries?.(path.join(root, here)) ?? []) {
      if (entry.startsWith('.') || entry === `${folderName}/`) continue;
      const inner = `${here}${entry}`;
      if (entry.endsWith('/')) folders.push(inner);
      else if (isPipelineFile(entry) && isPipeline(reader, path.join(root, inner))) found.push(inner);
    }
  }
  return found.slice(0, mostFiles).toSorted();
}

/** The package whose folder a file lies in, by its path alone; undefined where it lies in none. */
export function packageFolder(file: string): string | undefined {
  const parts = file.split(path.sep);
  const at = parts.lastIndexOf(folderName);
  if (at < 0) return undefined;
  const length = at + (parts[at + 1]?.startsWith('@') ? 3 : 2);
  return parts.length > length ? parts.slice(0, length).join(path.sep) : undefined;
}

// YAML is everybody's.
function isPipeline(reader: SourceReader, file: string): boolean {
  return file.endsWith('.anoseg') || beginsPipeline(reader.read(file)?.slice(0, 4096) ?? '');
}

function placesFor(folder: string): readonly string[] {
  const places: string[] = [];
  for (let here = folder; ; here = path.dirname(here)) {
    if (path.basename(here) !== folderName) places.push(path.join(here, folderName));
    if (path.dirname(here) === here) return places;
  }
}

function foldersIn(reader: SourceReader, place: string): readonly string[] {
  const entries = reader.entries?.(place) ?? [];
  // Links are packages, too: `npm link`, workspaces, pnpm.
  return entries.map((entry) => entry.replace(/\/$/, '')).filter((name) => !name.startsWith('.'));
}

function readPackage(reader: SourceReader, root: string): InstalledPackage | DamagedPackage {
  const file = path.join(root, 'package.json');
  const again = 'install it again';
  const real = reader.realPath(file);
  if (real === undefined) return { problem: 'it has no package.json', hint: again };
  if (real !== file) return { problem: 'its package.json is a link to another file', hint: again };
  const { name, version, exports, keywords } = parsed(reader.read(file)) ?? {};
  if (name === undefined) return { problem: 'its package.json is no JSON with a name', hint: again };
  if (typeof name !== 'string' || !nameForm.test(name) || name.length > 214)
    return { problem: 'its package.json gives it no name that npm knows', hint: again };
  const wanted = 'add one such as `"version": "1.0.0"`, or tell its authors: a run records which version it used';
  if (version === undefined) return { problem: 'its package.json has no version', hint: wanted };
  if (typeof version !== 'string' || !versionForm.test(version))
    return { problem: 'the version in its package.json is none', hint: wanted };
  return {
    name,
    version,
    root,
    hasExports: exports !== undefined,
    isTagged: Array.isArray(keywords) && keywords.includes('anoseg'),
  };
}

type Keys = 'name' | 'version' | 'exports' | 'keywords';

function parsed(text: string | undefined): Partial<Record<Keys, unknown>> | undefined {
  try {
    const found: unknown = JSON.parse(text?.replace(/^\uFEFF/, '') ?? '');
    return typeof found === 'object' && found !== null ? found : undefined;
  } catch {
    return undefined; // Told as what it is: damaged.
  }
}
