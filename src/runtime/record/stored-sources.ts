// The files of a pipeline as a run folder keeps them: where each lies, and whether it is what the run started with.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bug, type OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { isOfPackage, isShipped, packagePrefix } from '../../diagnostics/shipped-name.ts';
import type { SourceBundle } from '../../dsl/load/bundle.ts';
import { importedFile } from '../../dsl/load/import-name.ts';
import { maximumLength } from '../../dsl/syntax/lexical.ts';
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
  for (const { name } of pipeline.sources) {
    if (placeFor(name, pipeline.entry) === undefined) {
      const problem = `its source ${JSON.stringify(name)} would lie outside of a run folder`;
      throw outside('lock-damaged', { file: path.join(folder, 'lock.json'), problem });
    }
  }
  const found = pipeline.sources.map((source) => ({ source, ...lookAt(path.join(folder, source.file)) }));
  const wrong =
    found.find(({ problem }) => problem !== undefined) ??
    found.find(({ source, text }) => hashContent(text) !== source.sha256);
  if (wrong !== undefined) throw changed(folder, wrong.source, wrong);
  // A stranger's name may be `__proto__`.
  const files = Object.fromEntries(found.map(({ source, text }) => [source.name, text]));
  const problem = packageProblem(pipeline, files);
  if (problem !== undefined) throw outside('lock-damaged', { file: path.join(folder, 'lock.json'), problem });
  return { entry: pipeline.entry, files, ...packagesOf(pipeline) };
}

function changed(folder: string, { file, sha256: expected }: LockedSource, { text, problem }: Looked): OutsideError {
  const kept = path.join(folder, originals);
  const told = { file: path.join(folder, file), expected, found: hashContent(text), problem };
  if (!existsSync(kept)) return outside('run-changed', told);
  if (hashContent(lookAt(path.join(kept, file)).text) !== expected) {
    const difference = `${problem === undefined ? '' : `${problem}, and `}what ${kept} keeps of it is not what ${folder}/lock.json names either: that lock is of another run, or both files were changed`;
    const advice = `bring back the lock.json that the run wrote; where it is the run's own, bring back ${file}`;
    return outside('run-changed', { ...told, edit: { difference, advice } });
  }
  if (problem === undefined) return outside('run-changed', told);
  return outside('run-changed', {
    ...told,
    edit: { difference: problem, advice: `put it back: ${backCommand(folder)}` },
  });
}

/** Brings every source back as the run began with it. */
export function backCommand(folder: string): string {
  return `\`cp -r ${folder}/${originals}/. ${folder}\``;
}

/** Whether one of the sources is gone, or nothing that can be read. */
export function lacksSource({ folder }: Folder, { pipeline }: Locked): boolean {
  return pipeline.sources.some(({ file }) => lookAt(path.join(folder, file)).problem !== undefined);
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
  const isEdited = ({ file, sha256 }: LockedSource) => hashContent(lookAt(path.join(folder, file)).text) !== sha256;
  return pipeline.sources.filter(isEdited).map(({ file }) => file);
}

/** As they are now. */
export function presentSources({ folder }: Folder, { pipeline }: Locked): SourceBundle {
  const texts = pipeline.sources.map(({ name, file }) => [name, lookAt(path.join(folder, file)).text] as const);
  return { entry: pipeline.entry, files: Object.fromEntries(texts), ...packagesOf(pipeline) };
}

interface Looked {
  /** Empty where there is a problem. */
  readonly text: string;
  readonly problem: string | undefined;
}

// The lock may name anything.
function lookAt(place: string): Looked {
  if (!existsSync(place)) return { text: '', problem: 'it is gone' };
  try {
    return { text: readRegularText(place, maximumLength), problem: undefined };
  } catch (error) {
    if (error instanceof NoFile) return { text: '', problem: error.message };
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
