// For editors: what `use` can take from installed packages, and where it lies.
import path from 'node:path';
import { packagePrefix } from '../../diagnostics/shipped-name.ts';
import type { SourceFile } from '../../diagnostics/source-file.ts';
import { folderOf } from './home.ts';
import { withEnding } from './import-name.ts';
import { filesOf, findPackage, type InstalledPackage, installedNames } from './installed-packages.ts';
import { isPackagePath, readPackagePath } from './package-path.ts';
import type { SourceReader } from './source-reader.ts';

/** The file that `npm:…` names; undefined where there is none. */
export function fileInPackage(reader: SourceReader, source: SourceFile, written: string): string | undefined {
  const read = readPackagePath(written);
  if (!isPackagePath(read) || read.file === '') return undefined;
  const found = installedAt(reader, folderOf(source, reader), read.name);
  return found && reader.realPath(path.join(found.root, withEnding(read.file)));
}

/** Pipeline files of packages that are made for this, and of the one that is written already, as `use` names them. */
export function packageOffers(
  reader: SourceReader,
  source: SourceFile,
  written: string,
  most: number,
): readonly string[] {
  const folder = folderOf(source, reader);
  const [first = '', second] = written.startsWith(packagePrefix) ? written.slice(packagePrefix.length).split('/') : [];
  const begun = first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
  const offers: string[] = [];
  for (const name of installedNames(reader, folder)) {
    if (offers.length >= most) break;
    const found = installedAt(reader, folder, name);
    if (found === undefined || (name !== begun && !isMeantForUs(reader, found))) continue;
    for (const file of filesOf(reader, found)) offers.push(`${packagePrefix}${name}/${file.replace(/\.anoseg$/, '')}`);
  }
  return offers.slice(0, most);
}

function installedAt(reader: SourceReader, folder: string, name: string): InstalledPackage | undefined {
  const found = findPackage(reader, folder, name);
  return found && 'root' in found ? found : undefined;
}

// There may be a thousand packages, and hardly any has pipelines: not all are searched.
function isMeantForUs(reader: SourceReader, { root, isTagged }: InstalledPackage): boolean {
  return isTagged || (reader.entries?.(root) ?? []).some((name) => name.endsWith('.anoseg'));
}
