// What a fuzzing case is: files in memory, one of them a pipeline.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceReader } from '../../src/dsl/load/source-reader.ts';

export interface FuzzCase {
  /** How it was made, for people. */
  readonly label: string;
  /** Ends in .anoseg or .yaml. */
  readonly name: string;
  readonly text: string;
  /** What it can import, by path below the root. */
  readonly files?: ReadonlyMap<string, string>;
  /** Where links among them lead: by path, absolute or below the root. */
  readonly links?: ReadonlyMap<string, string>;
}

export const root = '/fuzz';
const standardLibrary = path.resolve('pipelines');

/** The files of a case, and the shipped ones. */
export function readerOf({ name, text, files, links }: FuzzCase): SourceReader {
  const all = new Map(
    [...(files ?? []), [name, text]].map(([file = '', content = '']) => [path.join(root, file), content]),
  );
  const real = (file: string) => {
    const target = links?.get(path.relative(root, file));
    return target === undefined ? file : path.resolve(root, target);
  };
  return {
    read: (file) => all.get(real(file)) ?? shipped(file),
    realPath: (file) => (all.has(real(file)) || shipped(file) !== undefined ? real(file) : undefined),
    standardLibrary,
    workingFolder: root,
  };
}

function shipped(file: string): string | undefined {
  if (!file.startsWith(`${standardLibrary}${path.sep}`)) return undefined;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // A name that a mutation made up.
    return undefined;
  }
}
