// A pipeline with its imports as plain texts, without the folders they came from: what a run keeps,
// what goes to the engine process, what is shared.
import path from 'node:path';
import { isOfPackage, isShipped, packagePrefix } from '../../diagnostics/shipped-name.ts';
import { SourceFile } from '../../diagnostics/source-file.ts';
import { importedFile } from './import-name.ts';
import type { Loaded, LoadedFile } from './load.ts';
import type { SourceReader } from './source-reader.ts';

export interface SourceBundle {
  /** Name of the pipeline among `files`: its path below the root. */
  readonly entry: string;
  /** By path below the root with `/`, `std:…` for the shipped library, `npm:NAME@VERSION/…` for a package. */
  readonly files: Readonly<Record<string, string>>;
  /** By `NAME@VERSION`; absent where there are none. */
  readonly packages?: Readonly<Record<string, BundledPackage>>;
  /** By file: which package a name in it stands for, as `NAME@VERSION`; absent where there are none. */
  readonly uses?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
}

const root = '/root';
const standard = '/std';
const installed = '/npm';

export function bundleOf({ entry, files }: Loaded): SourceBundle {
  const texts = files.map((file) => [nameOf(file), file.parsed.file.source.text] as const);
  const plain = { entry: nameOf(entry), files: Object.fromEntries(texts) };
  const packages = files.flatMap(({ home }) => {
    const { id, name, version } = home.package ?? {};
    return id === undefined || name === undefined || version === undefined ? [] : [[id, { name, version }] as const];
  });
  if (packages.length === 0) return plain;
  const uses = files.flatMap((file) => {
    const meant = [...file.packages].map(([name, { id }]) => [name, id] as const);
    return meant.length === 0 ? [] : [[nameOf(file), Object.fromEntries(meant)] as const];
  });
  return { ...plain, packages: Object.fromEntries(packages), uses: Object.fromEntries(uses) };
}

function nameOf({ parsed, place, home }: LoadedFile): string {
  const { name, path: written } = parsed.file.source;
  if (home.isStandard || home.package) return name;
  if (place === undefined || written === undefined) return 'pipeline.anoseg';
  // The ending says what the text is, not that of what a link leads to.
  const isSame = path.extname(place) === path.extname(written);
  const file = isSame ? place : path.join(path.dirname(place), path.basename(written));
  const own = path.relative(home.root, file).split(path.sep).join('/');
  return isShipped(own) || isOfPackage(own) ? `./${own}` : own;
}

/** What messages call a file that has this name in the bundle. */
export type ShownName = (name: string) => string;

/** The pipeline's own file, as `load` takes it. */
export function bundledSource({ entry, files }: SourceBundle, shown: ShownName = (name) => name): SourceFile {
  return new SourceFile(shown(entry), files[entry] ?? '', path.posix.join(root, entry));
}

/**
 * Reads the files of a bundle and nothing else. Packages lie in a folder of their own, to which links lead. Without `shown`
 * messages call imports as the file does that imports them.
 */
export function bundleReader({ files, packages = {}, uses = {} }: SourceBundle, shown?: ShownName): SourceReader {
  const texts = new Map(Object.entries(files).map(([name, text]) => [placeOf(name), text]));
  for (const [id, { name, version }] of Object.entries(packages))
    texts.set(`${installed}/${id}/package.json`, JSON.stringify({ name, version }));
  const folders = new Set([root, standard, `${root}/anoseg.json`]);
  const links = new Map(
    Object.entries(uses).flatMap(([file, names]) =>
      Object.entries(names).map(([name, id]) => {
        const place = path.posix.dirname(placeOf(file));
        return [path.posix.join(place, 'node_modules', name), `${installed}/${id}`] as const;
      }),
    ),
  );
  return {
    read: (place) => texts.get(place),
    realPath: (place) => links.get(place) ?? (texts.has(place) || folders.has(place) ? place : undefined),
    ...(shown && { shownName: (place) => shown(path.posix.relative(root, place)) }),
    standardLibrary: standard,
    workingFolder: root,
  };
}

function placeOf(name: string): string {
  if (isOfPackage(name)) return path.posix.join(installed, name.slice(packagePrefix.length));
  if (!isShipped(name)) return path.posix.join(root, name);
  return path.posix.join(standard, importedFile(name));
}
