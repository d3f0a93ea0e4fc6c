// The models of many runs, most of which are of the same files: those are read once. Shapes are not looked at, since the
// runs have been.

import { Reporter } from '../../diagnostics/diagnostic.ts';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import { elaborate } from '../../dsl/elaborate/elaborate.ts';
import { bundledSource, bundleReader } from '../../dsl/load/bundle.ts';
import { type Loaded, load } from '../../dsl/load/load.ts';
import { createSyntax } from '../../dsl/load/parse.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { LockFile } from './lock.ts';
import { runFolder } from './run-folder.ts';
import { storedSources } from './stored-sources.ts';

/** Undefined for a run whose files were changed, or that mean nothing to this release. */
export type ModelReader = (run: string, lock: LockFile) => Model | undefined;

export function modelReader(): ModelReader {
  const syntax = createSyntax();
  const known = new Map<string, Loaded | undefined>();
  const loadedOf = (run: string, lock: LockFile): Loaded | undefined => {
    const key = JSON.stringify([lock.pipeline.entry, lock.pipeline.sources.map(({ name, sha256 }) => [name, sha256])]);
    if (!known.has(key)) known.set(key, loadSources(run, lock, syntax.parse));
    return known.get(key);
  };
  return (run, lock) => {
    const loaded = loadedOf(run, lock);
    if (loaded === undefined) return undefined;
    const reporter = new Reporter();
    const overrides = new Map(Object.entries(lock.parameters));
    const { model } = elaborate(loaded, { syntax, name: lock.name, overrides }, reporter);
    return reporter.hasErrors ? undefined : model;
  };
}

function loadSources(run: string, lock: LockFile, parse: Parameters<typeof load>[1]): Loaded | undefined {
  try {
    const bundle = storedSources(runFolder(run), lock);
    return load(bundledSource(bundle), parse, bundleReader(bundle), new Reporter());
  } catch (error) {
    if (error instanceof OutsideError) return undefined; // Its figures stand all the same.
    throw error;
  }
}
