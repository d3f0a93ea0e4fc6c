// A bundle is a zip file: the same bytes for the same run, on any machine. fflate packs, since its deflate is its own and
// does not change with Node's zlib. A small one is packed at once, a large one piece by piece, never all of it in memory.
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { outside } from '../../diagnostics/outside-error.ts';
import { type OutputFile, writeOutputBytes, writeOutputFile } from '../files/output-file.ts';
import type { RunRecord } from '../record/stored-run.ts';
import { type BundleContent, type BundleFiles, filesToShare } from './share-files.ts';
import { unshareable } from './unshareable.ts';

export interface WrittenBundle {
  readonly files: readonly string[];
  readonly bytes: number;
}

/** Bytes, all files together: above, a bundle is written piece by piece. */
const mostAtOnce = 64e6;
/** Bytes. Places in a zip file of the usual form have 32 bits; its own heads need a little. */
const mostBytes = 2 ** 32 - 2 ** 24;

/** @throws OutsideError `not-for-sharing` with every place, `bundle-refused`, `file-exists`, `not-writable` */
export function writeBundle(
  record: RunRecord,
  output: OutputFile,
  options: { readonly withModel: boolean; readonly atOnce?: number },
): WrittenBundle {
  const files = filesToShare(record, options);
  const run = record.folder.folder;
  const findings = unshareable(files);
  if (findings.length > 0) throw outside('not-for-sharing', { run, findings });
  const total = [...files.values()].reduce((sum, content) => sum + lengthOf(content), 0);
  if (total > mostBytes) throw tooLarge(run, total);
  const bytes = total > (options.atOnce ?? mostAtOnce) ? writeInPieces(files, output) : writeAtOnce(files, output);
  return { files: [...files.keys()].toSorted(), bytes };
}

// Zip files know no time zone: what is read back as local time is written from it.
const noTime = () => new Date(1980, 0, 1);

function writeAtOnce(files: BundleFiles, output: OutputFile): number {
  const contents = inOrder(files).map(([name, content]) => [name, Buffer.concat([...piecesOf(content)])] as const);
  const packed = zipSync(Object.fromEntries(contents), { level: 9, mtime: noTime() });
  writeOutputFile(output, packed);
  return packed.length;
}

function writeInPieces(files: BundleFiles, output: OutputFile): number {
  return writeOutputBytes(output, (descriptor) => {
    let bytes = 0;
    const archive = new Zip((error, piece) => {
      if (error) throw error;
      for (let done = 0; done < piece.length; ) done += writeSync(descriptor, piece, done);
      bytes += piece.length;
    });
    for (const [name, content] of inOrder(files)) {
      // Weights look like noise: packing them takes minutes and gains a tenth.
      const isText = content instanceof Uint8Array;
      const entry = isText ? new ZipDeflate(name, { level: 9 }) : new ZipPassThrough(name);
      entry.mtime = noTime();
      archive.add(entry);
      for (const piece of piecesOf(content)) entry.push(piece, false);
      entry.push(new Uint8Array(), true);
    }
    archive.end();
    return bytes;
  });
}

function inOrder(files: BundleFiles): readonly (readonly [string, BundleContent])[] {
  return [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

const pieceBytes = 4 * 1024 * 1024;

function* piecesOf(content: BundleContent): Generator<Uint8Array> {
  if (content instanceof Uint8Array) return yield content;
  const descriptor = openSync(content.file, 'r');
  try {
    for (;;) {
      // A new one for each: whoever takes it may keep it.
      const piece = new Uint8Array(pieceBytes);
      const read = readSync(descriptor, piece);
      if (read === 0) return;
      yield piece.subarray(0, read);
    }
  } finally {
    closeSync(descriptor);
  }
}

function lengthOf(content: BundleContent): number {
  return content instanceof Uint8Array ? content.length : content.bytes;
}

function tooLarge(run: string, bytes: number) {
  return outside('bundle-refused', {
    run,
    problem: `it would have ${(bytes / 1e9).toFixed(1)} GB, and a bundle has at most ${(mostBytes / 1e9).toFixed(1)} GB`,
    advice: 'share it without `--model`, and hand over the folder `model/` by itself',
  });
}
