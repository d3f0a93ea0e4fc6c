// One file that the user names with `--out`: somebody's file of that name is not replaced; devices and pipes are
// written to, and links followed.
import {
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { removeDrafts, withDiskErrors, writeWhole, writeWholeBy } from './files.ts';

export interface OutputFile {
  readonly file: string;
  /** `--force`: whatever is there is replaced. */
  readonly force: boolean;
  /** A word that files of this command have near their beginning: those are replaced. */
  readonly mark?: string;
}

/** Before the work begins. @throws OutsideError `file-exists`, `not-writable` */
export function refuseOccupied(output: OutputFile): void {
  if (withDiskErrors(output.file, () => isOccupied(output))) throw occupied(output);
}

/** @throws OutsideError `file-exists`, `disk-full`, `not-writable` */
export function writeOutputFile(output: OutputFile, content: string | Uint8Array): void {
  const { file } = output;
  withDiskErrors(file, () => {
    const there = statSync(file, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile() && !there.isDirectory()) return writeFileSync(file, content);
    // The same as is there: nothing is lost.
    if (isOccupied(output) && !(there?.isFile() && readFileSync(file).equals(Buffer.from(content))))
      throw occupied(output);
    const target = there === undefined ? file : realpathSync(file);
    removeDrafts(path.dirname(target), { of: path.basename(target) });
    writeWhole(target, content);
  });
}

/** The same for what does not fit into memory: `write` gets a file to write to. Its result. */
export function writeOutputBytes<T>(output: OutputFile, write: (descriptor: number) => T): T {
  const { file } = output;
  return withDiskErrors(file, () => {
    if (isOccupied(output)) throw occupied(output);
    const there = statSync(file, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile()) return toOpened(file, write);
    const target = there === undefined ? file : realpathSync(file);
    removeDrafts(path.dirname(target), { of: path.basename(target) });
    return writeWholeBy(target, (draft) => toOpened(draft, (descriptor) => durably(descriptor, write)));
  });
}

function durably<T>(descriptor: number, write: (descriptor: number) => T): T {
  const result = write(descriptor);
  fsyncSync(descriptor);
  return result;
}

function toOpened<T>(file: string, write: (descriptor: number) => T): T {
  const descriptor = openSync(file, 'w');
  try {
    return write(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function isOccupied({ file, force, mark }: OutputFile): boolean {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory()) {
    throw outside('not-writable', {
      what: `write ${file}`,
      reason: 'it is a folder',
      advice: `name a file in it: \`--out ${path.join(file, 'NAME')}\``,
    });
  }
  if (force) return false;
  // A link that leads nowhere is somebody's, too.
  if (there === undefined) return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  return there.isFile() && there.size > 0 && !(mark !== undefined && beginning(file).includes(mark));
}

function beginning(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(4096);
    return bytes.subarray(0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

function occupied({ file }: OutputFile): OutsideError {
  return outside('file-exists', { file });
}
