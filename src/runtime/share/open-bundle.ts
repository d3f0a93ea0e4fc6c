// A stranger's bundle: nothing in it is run, no path leaves the folder that it is unpacked into, and its size is bounded.
import { createWriteStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { asOneFile } from '../files/one-file.ts';
import { hashFile } from '../record/folder-digests.ts';
import { storedForms } from '../stored/forms.ts';
import { mostInBundle } from '../stored/limits.ts';
import { readStoredJson } from '../stored/stored-json.ts';
import { isBundleName } from './bundle-names.ts';
import { contentsName } from './share-files.ts';

const mostFiles = 10_000;
/** Bytes of the weights, unpacked. */
const mostWeights = 4e9;
/** Weights hardly shrink when they are packed; zeros shrink to a thousandth, and a small file would fill the disk. */
const mostGrowth = 100;
const fewBytes = 64e6;

type Damaged = (problem: string, cause?: unknown) => OutsideError;

/** Unpacks into `folder`, which is a run folder then. @throws OutsideError `bundle-damaged`, `bundle-missing` */
export async function openBundle(file: string, folder: string): Promise<void> {
  const damaged: Damaged = (problem, cause) => outside('bundle-damaged', { file, problem }, { cause });
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) throw outside('bundle-missing', { file });
  if (!status.isFile()) throw damaged('it is no file');
  let archive: ZipFile;
  try {
    archive = await yauzl.openPromise(file, { strictFileNames: true });
  } catch (error) {
    throw damaged('it is no zip file, or cut off', error);
  }
  try {
    await unpackAll(archive, folder, damaged);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error instanceof OutsideError ? error : damaged('it is cut off, or not as it was written', error);
  } finally {
    archive.close();
  }
  verify(folder, damaged);
}

/** Of an unpacked bundle, for what needs its model; any other run passes. @throws OutsideError `bundle-without-model` */
export function requireModel(bundle: string, folder: string): void {
  if (existsSync(path.join(folder, contentsName)) && !existsSync(path.join(folder, 'model')))
    throw outside('bundle-without-model', { bundle });
}

async function unpackAll(archive: ZipFile, folder: string, damaged: Damaged): Promise<void> {
  const seen = new Set<string>();
  let room: number = mostInBundle;
  // There are no more entries than the archive says.
  if (archive.entryCount > mostFiles) throw damaged('it is larger than a bundle can be');
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName;
    refuseStrange(entry, damaged);
    if (seen.has(asOneFile(name))) throw damaged(`it holds ${JSON.stringify(name)} twice`);
    seen.add(asOneFile(name));
    const isWeights = name.startsWith('model/variables/');
    const limit = isWeights ? mostWeights : room;
    if (entry.uncompressedSize > limit || isBomb(entry)) throw damaged('it is larger than a bundle can be');
    if (!isWeights) room -= entry.uncompressedSize;
    await unpackEntry(archive, entry, path.join(folder, name), limit, damaged);
  }
}

const fileType = { mask: 0o170000, link: 0o120000 } as const;

function refuseStrange(entry: Entry, damaged: Damaged): void {
  const name = JSON.stringify(entry.fileName);
  if (!isBundleName(entry.fileName)) throw damaged(`it holds ${name}, which no bundle does`);
  if (((entry.externalFileAttributes >>> 16) & fileType.mask) === fileType.link)
    throw damaged(`it holds ${name} as a link, which no bundle does`);
  if (entry.isEncrypted()) throw damaged(`${name} is encrypted, which nothing in a bundle is`);
}

function isBomb({ uncompressedSize, compressedSize }: Entry): boolean {
  return uncompressedSize > fewBytes && uncompressedSize > mostGrowth * compressedSize;
}

async function unpackEntry(
  archive: ZipFile,
  entry: Entry,
  place: string,
  limit: number,
  damaged: Damaged,
): Promise<void> {
  mkdirSync(path.dirname(place), { recursive: true });
  let bytes = 0;
  // What the head says of the size may be a lie.
  const bounded = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      if (bytes > limit) done(damaged('it is larger than a bundle can be'));
      else done(null, piece);
    },
  });
  await pipeline(await archive.openReadStreamPromise(entry), bounded, createWriteStream(place, { mode: 0o600 }));
}

function verify(folder: string, damaged: Damaged): void {
  const contents = readStoredJson(path.join(folder, contentsName), storedForms.bundle);
  if (contents === undefined) throw damaged(`it holds no ${contentsName}: it is a zip file of something else`);
  for (const [name, sha256] of Object.entries(contents.files)) {
    const file = path.join(folder, name);
    if (!isBundleName(name) || !statSync(file, { throwIfNoEntry: false })?.isFile()) throw damaged(`it lacks ${name}`);
    if (hashFile(file) !== sha256) throw damaged(`${name} is not what was packed`);
  }
  // Without it a command would look for something else in the folder, or in the zip file itself.
  if (!('lock.json' in contents.files)) throw damaged('it holds no lock.json, so it is no run');
}
