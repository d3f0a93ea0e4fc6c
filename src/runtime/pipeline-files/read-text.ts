// Reads text files within a limit, whatever the name stands for: a file that never ends (a device, a
// pipe) is read up to the limit and no further.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { maximumLength } from '../../dsl/syntax/lexical.ts';

/** One more than a file may have: what is longer is seen to be too long. */
const mostBytes = maximumLength + 1;
const chunkSize = 64 * 1024;

/** `name`: a path, or 0 for standard input. @throws OutsideError `pipeline-missing`, `pipeline-unreadable` */
export function readText(name: string | 0): string {
  let file: number | undefined;
  try {
    file = name === 0 ? 0 : openAtOnce(name);
    return readAll(file);
  } catch (error) {
    throw unreadable(name, error);
  } finally {
    if (file !== undefined && file !== 0) closeSync(file);
  }
}

/** The text of a regular file; undefined for anything else, and for what cannot be read. */
export function readRegularFile(name: string): string | undefined {
  let file: number | undefined;
  try {
    file = openAtOnce(name);
    return fstatSync(file).isFile() ? readAll(file) : undefined;
  } catch {
    // As good as absent: the diagnostic says which file.
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

// Opening a pipe waits for its other end, but for this flag.
function openAtOnce(name: string): number {
  return openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
}

/** How often a pipe is looked at again before it has no writer: the shell's `<(…)` has one from the beginning. */
const mostLooks = 30;

function readAll(file: number): string {
  const chunks: Buffer[] = [];
  const isPipe = file !== 0 && fstatSync(file).isFIFO();
  let [total, looks] = [0, isPipe ? mostLooks : 0];
  while (total < mostBytes) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkSize, mostBytes - total));
    const length = readChunk(file, chunk);
    if (length === 0 && total === 0 && looks-- > 0) {
      wait();
      continue;
    }
    if (length === 0) break;
    chunks.push(chunk.subarray(0, length));
    total += length;
  }
  if (isPipe && total === 0) throw new Error('it is a pipe, not a file, and nobody writes into it');
  return Buffer.concat(chunks).toString('utf8');
}

function readChunk(file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      // Standard input of a terminal or a slow pipe has nothing yet.
      if (codeOf(error) === 'EOF') return 0;
      if (codeOf(error) !== 'EAGAIN') throw error;
      wait();
    }
  }
}

function wait(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
}

function unreadable(name: string | 0, error: unknown): OutsideError {
  const shown = name === 0 ? 'standard input' : name;
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return outside('pipeline-missing', { name: shown, why: 'does not exist' });
  if (code === 'EISDIR') return outside('pipeline-missing', { name: shown, why: 'is a folder' });
  const reason = reasons[code ?? ''] ?? code ?? (error instanceof Error ? error.message : String(error));
  return outside('pipeline-unreadable', { name: shown, reason }, { cause: error });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'its permissions forbid it',
  ENXIO: 'it is a socket or a device, not a file',
  ELOOP: 'it is a link in a circle',
  ENAMETOOLONG: 'its name is too long',
};

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
