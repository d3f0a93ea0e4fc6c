// Reads a text that lies in a run folder, which may be anybody's: what waits (a pipe) or never ends (a device) is not read.
import { closeSync, fstatSync, constants as modes, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** What stands there instead of a file, as a sentence. */
export class NoFile extends Error {}

const folderError = { errno: -constants.errno.EISDIR, code: 'EISDIR', syscall: 'read' };

/** Bytes. More is nothing that a run writes, and no text that fits into memory. */
const largestText = 512 * 1024 * 1024;

/** @throws NoFile where it is no file, or far too large; errors of the file system */
export function readRegularText(file: string, largest = largestText): string {
  // Opening a pipe waits for its other end, but for this flag.
  const descriptor = openSync(file, modes.O_RDONLY | modes.O_NONBLOCK);
  try {
    const found = fstatSync(descriptor);
    // With the words of the system, for those who do not look out for it.
    if (found.isDirectory()) throw Object.assign(new NoFile('it is a folder'), { ...folderError, path: file });
    if (!found.isFile()) throw new NoFile(`it is ${found.isFIFO() ? 'a pipe' : 'a device'}, not a file`);
    if (found.size > largest) throw new NoFile('it is far too large');
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}
