// The saved_model.pb of a run folder, which may come from anybody: read, and refused unless a compiler of ours can
// have written it.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readStoredModel } from '../../compiler/stored-model.ts';
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { largest } from '../stored/limits.ts';
import { holdsVariables } from './variable-files.ts';

/** `fetched`: names of nodes that will be run. @throws OutsideError `foreign-model`, `damaged-model` */
export function readModelFile(folder: string, fetched: readonly string[]): Uint8Array {
  const file = path.join(folder, 'saved_model.pb');
  // TensorFlow takes a model without its variables, and fails where they are used.
  if (!holdsVariables(path.join(folder, 'variables'))) throw damagedModel(folder);
  const stored = readStoredModel(readSmall(folder, file), fetched);
  if (stored.kind === 'ours') return stored.bytes;
  if (stored.kind === 'damaged') throw damagedModel(folder);
  throw outside('foreign-model', { file, what: stored.what });
}

export function damagedModel(folder: string, cause?: unknown): OutsideError {
  return outside('damaged-model', { folder }, { cause });
}

function readSmall(folder: string, file: string): Uint8Array {
  try {
    const found = statSync(file);
    if (!found.isFile() || found.size > largest.model) throw damagedModel(folder);
    return readFileSync(file);
  } catch (error) {
    throw error instanceof OutsideError ? error : damagedModel(folder, error);
  }
}
