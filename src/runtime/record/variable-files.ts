// The files that TensorFlow keeps variables in, looked at before it does: for a pipe it waits for ever, and of a device
// it reads without end.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Whether a folder has variables, and nothing by their name that is no file. */
export function holdsVariables(folder: string): boolean {
  const names = namesIn(folder).filter((name) => name.startsWith('variables.'));
  return (
    names.includes('variables.index') &&
    names.every((name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.isFile() === true)
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Not there, or not for us.
  }
}
