// What a file belongs to: the pipeline's folder, the shipped library, or an installed package. Its own imports lie there.
import path from 'node:path';
import { packagePrefix } from '../../diagnostics/shipped-name.ts';
import type { SourceFile } from '../../diagnostics/source-file.ts';
import { type InstalledPackage, packageFolder } from './installed-packages.ts';
import type { SourceReader } from './source-reader.ts';

export interface Home {
  /** The folder that relative imports may not leave. */
  readonly root: string;
  /** It is the shipped library. */
  readonly isStandard: boolean;
  readonly package?: PackageHome;
}

export interface PackageHome extends InstalledPackage {
  /** `name@version`; of two that differ in neither, the second is `name@version~2`. */
  readonly id: string;
}

/** The folder that imports of a file may not leave. */
export function rootOf(entry: SourceFile, reader: SourceReader): string {
  const own = folderOf(entry, reader);
  // Who looks into an installed package sees it as it is imported.
  const inPackage = packageFolder(path.join(own, '_'));
  for (let folder = own; folder !== inPackage; folder = path.dirname(folder)) {
    if (reader.realPath(path.join(folder, 'anoseg.json')) !== undefined) return folder;
    if (path.dirname(folder) === folder) return own;
  }
  return inPackage ?? own;
}

/** Where a file lies, without links: from there its imports are looked for. */
export function folderOf({ path: file }: SourceFile, reader: SourceReader): string {
  if (file !== undefined) return path.dirname(reader.realPath(file) ?? file);
  return reader.realPath(reader.workingFolder) ?? reader.workingFolder;
}

/** The name of a package's file, in messages and in what a run keeps. */
export function packageFileName({ id, root }: PackageHome, file: string): string {
  return `${packagePrefix}${id}/${path.relative(root, file).split(path.sep).join('/')}`;
}

export function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
