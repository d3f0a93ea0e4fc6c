// Compares a downloaded file with its pinned digest.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a file in lower-case hexadecimal, read as a stream. `onBytes` gets the size of each piece. */
export async function digestFile(
  file: string,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  source.on('data', (piece) => onBytes(piece.length));
  await pipeline(source, hash, signal ? { signal } : {});
  return hash.digest('hex');
}
