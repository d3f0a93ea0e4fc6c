// Unpacks chosen members of a wheel, which is a zip file.
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { bug } from '../../diagnostics/outside-error.ts';
import type { Member } from './wheel.ts';

/**
 * Unpacks `members` of the zip file below `folder`, each flushed to the disk. The file must be one whose digest was
 * verified: a missing member is a bug in the table. `onBytes` gets the size of each piece written.
 */
export async function unpackMembers(
  file: string,
  members: readonly Member[],
  folder: string,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const places = new Map(members.map(({ from, to }) => [from, path.join(folder, to)]));
  const archive = await yauzl.openPromise(file);
  try {
    for await (const entry of archive.eachEntry()) {
      const place = places.get(entry.fileName);
      if (place === undefined) continue;
      await unpackEntry(archive, entry, place, onBytes, signal);
      places.delete(entry.fileName);
    }
  } finally {
    archive.close();
  }
  if (places.size > 0) bug(`${path.basename(file)} lacks ${[...places.keys()].join(', ')}`);
}

async function unpackEntry(
  archive: ZipFile,
  entry: Entry,
  place: string,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  mkdirSync(path.dirname(place), { recursive: true });
  const count = new Transform({
    transform(piece: Buffer, _encoding, done) {
      onBytes(piece.length);
      done(null, piece);
    },
  });
  // The upper half holds the Unix mode: programs must stay executable.
  const mode = (entry.externalFileAttributes >>> 16) & 0o111 ? 0o755 : 0o644;
  const target = createWriteStream(place, { mode, flush: true });
  const source = await archive.openReadStreamPromise(entry);
  await pipeline(source, count, target, signal ? { signal } : {});
}
