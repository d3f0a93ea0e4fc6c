// The files of a pipeline as a run folder keeps them: where each lies, and whether it is what the run started with.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bug, outside } from '../../diagnostics/outside-error.ts';
import { isOfPackage, isShipped, packagePrefix } from '../../diagnostics/shipped-name.ts';
import type { SourceBundle } from '../../dsl/load/bundle.ts';
import { importedFile } from '../../dsl/load/import-name.ts';
import { writeWhole } from '../files/files.ts';
import { asOneFile } from '../files/one-file.ts';
import { NoFile, readRegularText } from '../stored/regular-text.ts';
import { hashContent } from './data-digest.ts';
import { type LockedPackage, lockedPackages, packageProblem, packagesOf } from './locked-packages.ts';

interface Folder {
  readonly folder: string;
}

interface Locked {
  readonly pipeline: { readonly entry: string } & LockedSources;
}

export interface LockedSources {
  readonly sources: readonly LockedSource[];
  /** npm packages that files come from; absent where there are none. */
  readonly packages?: readonly LockedPackage[];
}

export interface LockedSource {
  /** As the bundle names it. */
  readonly name: string;
  /** Where it lies in the run folder. */
  readonly file: string;
  readonly sha256: string;
  /** What names of packages in it stand for, by their id; absent where there are none. */
  readonly packages?: Readonly<Record<string, string>>;
}

/** Where a run keeps its sources once more, out of the way of editors and `anoseg fmt`: by them an edit is shown and undone. */
export const originals = '.sources';

/** Writes the sources as they are, twice, and returns what lock.json says of them. */
export function storeSources({ folder }: Folder, bundle: SourceBundle): LockedSources {
  const sources = storedFiles(bundle).map(({ name, file, text }) => {
    writeWhole(path.join(folder, file), text);
    writeWhole(path.join(folder, originals, file), text);
    const packages = bundle.uses?.[name];
    return { name, file, sha256: hashContent(text), ...(packages && { packages }) };
  });
  return { sources, ...lockedPackages(bundle) };
}

/** The sources with the places in a run folder where they go: apart on a disk, too, to which `A` and `a` are one name. */
export function storedFiles({ files, entry }: SourceBundle) {
  const taken = new Set<string>();
  // In an order of their own: which one is found first says nothing.
  const places = new Map(
    Object.keys(files)
      .toSorted()
      .map((name) => [name, untaken(fileFor(name, entry), taken)]),
  );
  return Object.entries(files).map(([name, text]) => ({
    name,
    file: places.get(name) ?? bug(`${name} has no place`),
    text,
  }));
}

function untaken(file: string, taken: Set<string>): string {
  const { dir, name, ext } = path.posix.parse(file);
  let place = file;
  for (let i = 2; taken.has(asOneFile(place)); i++) place = path.posix.join(dir, `${name}-${i}${ext}`);
  taken.add(asOneFile(place));
  return place;
}

/** The sources of a run, unchanged. @throws OutsideError `run-changed`, `lock-damaged` */
export function storedSources({ folder }: Folder, { pipeline }: Locked): SourceBundle {
  const found = new Map<string, string>();
  for (const { name, file, sha256: expected } of pipeline.sources) {
    if (placeFor(name, pipeline.entry) === undefined) {
      const problem = `its source ${JSON.stringify(name)} would lie outside of a run folder`;
      throw outside('lock-damaged', { file: path.join(folder, 'lock.json'), problem });
    }
    const place = path.join(folder, file);
    const text = existsSync(place) ? textOf(place) : '';
    if (hashContent(text) !== expected) {
      throw outside('run-changed', { file: place, expected, found: hashContent(text) });
    }
    found.set(name, text);
  }
  // A stranger's name may be `__proto__`.
  const files = Object.fromEntries(found);
  const problem = packageProblem(pipeline, files);
  if (problem !== undefined) throw outside('lock-damaged', { file: path.join(folder, 'lock.json'), problem });
  return { entry: pipeline.entry, files, ...packagesOf(pipeline) };
}

/** As the run began with them, whatever was edited since; undefined where they are not kept. */
export function originalSources({ folder }: Folder, lock: Locked): SourceBundle | undefined {
  try {
    return storedSources({ folder: path.join(folder, originals) }, lock);
  } catch {
    return undefined; // A run of an earlier release, or one that was edited everywhere.
  }
}

/** Files, as they lie in the run folder, that are no longer what the run began with. */
export function editedSources({ folder }: Folder, { pipeline }: Locked): readonly string[] {
  const present = ({ file }: LockedSource) => {
    const place = path.join(folder, file);
    return existsSync(place) ? textOf(place) : '';
  };
  return pipeline.sources.filter((source) => hashContent(present(source)) !== source.sha256).map(({ file }) => file);
}

/** As they are now. */
export function presentSources({ folder }: Folder, { pipeline }: Locked): SourceBundle {
  const texts = pipeline.sources.map(({ name, file }) => {
    const place = path.join(folder, file);
    return [name, existsSync(place) ? textOf(place) : ''] as const;
  });
  return { entry: pipeline.entry, files: Object.fromEntries(texts), ...packagesOf(pipeline) };
}

// What is no file is changed, too: the lock may name anything.
function textOf(place: string): string {
  try {
    return readRegularText(place);
  } catch (error) {
    if (error instanceof NoFile) return '';
    throw error;
  }
}

function fileFor(name: string, entry: string): string {
  return placeFor(name, entry) ?? bug(`the source ${name} has no place in a run folder`);
}

// Undefined for a name that leads out of the folder, as no import of ours does.
function placeFor(name: string, entry: string): string | undefined {
  const place = path.posix.normalize(placeOf(name, entry));
  return name === entry || place.startsWith('imports/') ? place : undefined;
}

function placeOf(name: string, entry: string): string {
  if (name === entry) return `pipeline${path.extname(name) || '.anoseg'}`;
  if (isShipped(name)) return path.posix.join('imports', 'std', importedFile(name));
  if (isOfPackage(name)) return path.posix.join('imports', 'npm', name.slice(packagePrefix.length));
  // A folder of somebody's own may be called as one of ours is; to some disks `Std` is the same.
  return /^(?:std|npm|own)\//i.test(name) ? path.posix.join('imports', 'own', name) : path.posix.join('imports', name);
}
