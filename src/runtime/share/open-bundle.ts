// A stranger's bundle: nothing in it is run, no path leaves the folder that it is unpacked into, and its size is bounded.
import { createWriteStream, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { hashFile } from '../record/folder-digests.ts';
import { storedForms } from '../stored/forms.ts';
import { readStoredJson } from '../stored/stored-json.ts';
import { contentsName } from './share-files.ts';

/** All that a bundle holds, by its name there. */
const known =
  /^(?:pipeline\.(?:anoseg|ya?ml)|imports\/[^\0\\]+|(?:lock|metrics|bundle)\.json|(?:scores|data)\.csv|events\.jsonl|model\/(?:README\.md|saved_model\.pb|variables\/variables\.(?:index|data-00000-of-00001)))$/;

const mostFiles = 10_000;
/** Bytes, unpacked: of the weights, and of everything else together. */
const mostWeights = 4e9;
const mostElse = 512e6;

/** Unpacks into `folder`, which is a run folder then. @throws OutsideError `bundle-damaged` */
export async function openBundle(file: string, folder: string): Promise<void> {
  const damaged = (problem: string, cause?: unknown) => outside('bundle-damaged', { file, problem }, { cause });
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw damaged('it is no file');
  let archive: ZipFile;
  try {
    archive = await yauzl.openPromise(file);
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

async function unpackAll(archive: ZipFile, folder: string, damaged: (problem: string) => OutsideError): Promise<void> {
  const seen = new Set<string>();
  let room = mostElse;
  for await (const entry of archive.eachEntry()) {
    const name = entry.fileName;
    const isSafe = known.test(name) && name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
    if (!isSafe) throw damaged(`it holds ${JSON.stringify(name)}, which no bundle does`);
    if (seen.has(name.toLowerCase())) throw damaged(`it holds ${name} twice`);
    seen.add(name.toLowerCase());
    const isWeights = name.startsWith('model/variables/');
    const limit = isWeights ? mostWeights : room;
    if (seen.size > mostFiles || entry.uncompressedSize > limit) throw damaged('it is larger than a bundle can be');
    if (!isWeights) room -= entry.uncompressedSize;
    await unpackEntry(archive, entry, path.join(folder, name), limit, damaged);
  }
}

async function unpackEntry(
  archive: ZipFile,
  entry: Entry,
  place: string,
  limit: number,
  damaged: (problem: string) => OutsideError,
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

function verify(folder: string, damaged: (problem: string) => OutsideError): void {
  const contents = readStoredJson(path.join(folder, contentsName), storedForms.bundle);
  if (contents === undefined) throw damaged(`it holds no ${contentsName}: it is a zip file of something else`);
  for (const [name, sha256] of Object.entries(contents.files)) {
    const file = path.join(folder, name);
    if (!known.test(name) || !statSync(file, { throwIfNoEntry: false })?.isFile()) throw damaged(`it lacks ${name}`);
    if (hashFile(file) !== sha256) throw damaged(`${name} is not what was packed`);
  }
}
