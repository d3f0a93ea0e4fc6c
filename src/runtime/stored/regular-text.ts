// Reads a text that lies in a run folder, which may be anybody's: what waits (a pipe) or never ends (a device) is not read.
import { closeSync, fstatSync, constants as modes, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { largest } from './limits.ts';

/** What stands there instead of a file, as a sentence. */
export class NoFile extends Error {}

const folderError = { errno: -constants.errno.EISDIR, code: 'EISDIR', syscall: 'read' };

/** `most`: bytes. @throws NoFile where it is no file, or far too large; errors of the file system */
export function readRegularText(file: string, most: number = largest.text): string {
  const descriptor = openRegular(file, most);
  try {
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** A descriptor, for whoever reads it piece by piece. @throws the same */
export function openRegular(file: string, most: number): number {
  // Opening a pipe waits for its other end, but for this flag.
  const descriptor = openSync(file, modes.O_RDONLY | modes.O_NONBLOCK);
  try {
    const found = fstatSync(descriptor);
    // With the words of the system, for those who do not look out for it.
    if (found.isDirectory()) throw Object.assign(new NoFile('it is a folder'), { ...folderError, path: file });
    if (!found.isFile()) throw new NoFile(`it is ${found.isFIFO() ? 'a pipe' : 'a device'}, not a file`);
    if (found.size > most) throw new NoFile('it is far too large');
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}
