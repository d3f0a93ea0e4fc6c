// A pipeline with its imports as plain texts, without the folders they came from: what a run keeps,
// what goes to the engine process, what is shared.
import path from 'node:path';
import { isShipped } from '../../diagnostics/shipped-name.ts';
import { SourceFile } from '../../diagnostics/source-file.ts';
import { importedFile } from './import-name.ts';
import type { Loaded, SourceReader } from './load.ts';

export interface SourceBundle {
  /** Name of the pipeline among `files`: its path below the root. */
  readonly entry: string;
  /** By path below the root with `/`, or `std:…` for the shipped library. */
  readonly files: Readonly<Record<string, string>>;
}

const root = '/root';
const standard = '/std';

/** `rootFolder`: what imports may not leave. */
export function bundleOf({ entry, files }: Loaded, rootFolder: string): SourceBundle {
  const nameOf = ({ name, path: place }: SourceFile): string => {
    if (isShipped(name)) return name;
    return place === undefined ? 'pipeline.anoseg' : path.relative(rootFolder, place).split(path.sep).join('/');
  };
  const texts = files.map(({ parsed }) => [nameOf(parsed.file.source), parsed.file.source.text] as const);
  return { entry: nameOf(entry.parsed.file.source), files: Object.fromEntries(texts) };
}

/** The pipeline's own file, as `load` takes it. */
export function bundledSource({ entry, files }: SourceBundle): SourceFile {
  return new SourceFile(entry, files[entry] ?? '', path.posix.join(root, entry));
}

/** Reads the files of a bundle and nothing else. */
export function bundleReader({ files }: SourceBundle): SourceReader {
  const texts = new Map(Object.entries(files).map(([name, text]) => [placeOf(name), text]));
  const folders = new Set([root, standard, `${root}/anoseg.json`]);
  return {
    read: (place) => texts.get(place),
    realPath: (place) => (texts.has(place) || folders.has(place) ? place : undefined),
    standardLibrary: standard,
    workingFolder: root,
  };
}

function placeOf(name: string): string {
  if (!isShipped(name)) return path.posix.join(root, name);
  return path.posix.join(standard, importedFile(name));
}
