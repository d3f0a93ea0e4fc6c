// The files of this machine, as loading a pipeline reads them.
import { readdirSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SourceReader } from '../../dsl/load/source-reader.ts';
import { readRegularFile } from './read-text.ts';

/** The shipped pipelines and blocks: beside dist/ in a package, beside src/ in a clone. */
export function shippedFolder(): string {
  return fileURLToPath(new URL('../pipelines', import.meta.url));
}

type Folders = Pick<SourceReader, 'standardLibrary' | 'workingFolder'>;

/** `standardLibrary`: default, the shipped one. `workingFolder`: default, that of the process. */
export function fileReader(options: Partial<Folders> = {}): SourceReader {
  return {
    read: readRegularFile,
    realPath: (file) => attempt(() => realpathSync(file)),
    entries: (folder) => attempt(() => entriesOf(folder)) ?? [],
    standardLibrary: options.standardLibrary ?? shippedFolder(),
    workingFolder: options.workingFolder ?? process.cwd(),
  };
}

function entriesOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? `${entry.name}/` : entry.name,
  );
}

// What cannot be read is as good as absent; the diagnostic says which file.
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
