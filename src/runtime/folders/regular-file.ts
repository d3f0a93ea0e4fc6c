// Reads files that are files: what waits (a pipe, a terminal) or never ends (a device) is refused without a read.
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { UnreadableFile } from '../files/unreadable-file.ts';

/** @throws UnreadableFile that says what it is, where it is no file; those of the file system */
export async function readRegularFile(place: string): Promise<Buffer> {
  // Opening a pipe waits for its other end, but for this flag.
  const file = await open(place, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (found.isFile()) return await file.readFile();
    throw new UnreadableFile(
      `it is ${found.isDirectory() ? 'a folder' : found.isFIFO() ? 'a pipe' : 'a device'}, not a file`,
    );
  } finally {
    await file.close();
  }
}
