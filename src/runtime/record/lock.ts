// lock.json: everything that decides what a run computes, so that somebody else can run it again.
import { outside } from '../../diagnostics/outside-error.ts';
import { writeWhole } from '../files/files.ts';
import { storedForms } from '../stored/forms.ts';
import { readStoredJson } from '../stored/stored-json.ts';
import type { DataDigest, HashedItem, SourceDigest } from './data-digest.ts';
import { changedFiles } from './data-list.ts';
import { digestOfJson } from './json-digest.ts';
import type { LockedEngine } from './lock-machine.ts';
import type { RunFolder } from './run-folder.ts';
import type { LockedSources } from './stored-sources.ts';

/** Since 1.1 the digest of the pipeline is of its meaning; in 1.0 it was of its text. Since 1.2 there are `identity` and `sameness`. */
export const lockVersion = '1.2';

/**
 * How alike a second run comes out. `bits`: the same bits where TensorFlow, its variant, instruction sets, oneDNN, threads,
 * device and libraries are the same, else figures within the tolerance. `tolerance`: within the tolerance everywhere.
 */
export type Sameness = 'bits' | 'tolerance';

export interface LockFile {
  /** MAJOR.MINOR, of the same major version. */
  readonly format_version: string;
  /** Of all below but places and what came later: by it an edit is found, and whose a saved state is. Absent before 1.2. */
  readonly identity?: string;
  /** What the run promises; absent before 1.2. */
  readonly sameness?: Sameness;
  readonly name: string;
  readonly anoseg: string;
  /** What the user wrote to begin the run; absent in runs of older versions. */
  readonly command?: string;
  readonly pipeline: { readonly digest: string; readonly entry: string } & LockedSources;
  /** The overrides: what `--set` said, as text. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly data: {
    readonly digest: string;
    readonly files: number;
    /** The data folder, absolute. */
    readonly folder: string;
    /** Of several sources each by itself, in the order of the pipeline; absent where there is one. */
    readonly sources?: readonly SourceDigest[];
    /** Images that were left out because they cannot be read (`on_corrupt = skip`); absent where there are none. */
    readonly skipped?: readonly { readonly image: string; readonly reason: string }[];
  };
  /** Files that networks start from; absent where there are none. */
  readonly starts?: readonly LockedStart[];
  readonly seed: number;
  readonly steps: number;
  readonly threads: number;
  readonly device: 'cpu' | 'gpu';
  readonly engine: LockedEngine;
  /** Versions of what decodes images and of the C library; absent before 1.2. */
  readonly libraries?: Readonly<Record<string, string>>;
  readonly node: string;
  readonly cpu: { readonly model: string; readonly architecture: string; readonly features: readonly string[] };
  /** Where the run went on with another machine, and in what that differed; absent where it never did. */
  readonly elsewhere?: readonly Move[];
}

/** A run that went on with another machine. */
export interface Move {
  /** Steps done before. */
  readonly step: number;
  /** What the run began with, and what it went on with. */
  readonly machine: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

/** A file that a network starts from, as it lay on the machine of the run. */
export interface LockedStart {
  readonly network: string;
  /** As the pipeline names it. */
  readonly weights: string;
  readonly file: string;
  readonly digest: string;
}

/** What a lock is of, told by all that decides the result: not by where things lie, what was typed, or what came later. */
export function identityOf({ identity: _, sameness: __, elsewhere: ___, command: ____, ...lock }: LockFile): string {
  const { folder, ...data } = lock.data;
  const starts = lock.starts?.map(({ file, ...start }) => start);
  return digestOfJson({ ...lock, data, ...(starts && { starts }) });
}

/** Kernels of a GPU add in no fixed order. */
export function samenessOf({ device, elsewhere = [] }: Pick<LockFile, 'device' | 'elsewhere'>): Sameness {
  return device === 'gpu' || elsewhere.length > 0 ? 'tolerance' : 'bits';
}

export function writeLock(folder: RunFolder, lock: LockFile): void {
  writeWhole(folder.lock, `${JSON.stringify(lock, undefined, 2)}\n`);
}

/** As it was written: an edit of what decides the result is found. @throws OutsideError `no-run`, `lock-damaged` */
export function readLock(folder: RunFolder): LockFile {
  const lock = readLockFile(folder.lock);
  if (lock === undefined) {
    throw outside('no-run', { folder: folder.folder });
  }
  return lock;
}

/** The same of a lock wherever it lies; undefined where there is no such file. @throws OutsideError `lock-damaged` */
export function readLockFile(file: string): LockFile | undefined {
  const lock = readStoredJson(file, storedForms.lock);
  if (lock !== undefined) requireUnedited(lock, file);
  return lock;
}

/** `list`: data.csv of the run. @throws OutsideError `data-changed` */
export function checkData(lock: LockFile, list: string, found: DataDigest, items: readonly HashedItem[]): void {
  if (lock.data.digest === found.digest) return;
  throw outside('data-changed', { found, locked: lock.data, changes: changedFiles(list, items) });
}

/** `digest`: of the pipeline as this release understands it, with the parameters of the lock. @throws OutsideError `meaning-changed` */
export function checkMeaning({ format_version, anoseg, pipeline }: LockFile, digest: string): void {
  if (format_version !== '1.0' && pipeline.digest !== digest)
    throw outside('meaning-changed', { found: digest, locked: pipeline.digest, release: anoseg });
}

/** Of a bundle, too: what is taken out for others is no part of the identity. `file`: the lock. @throws OutsideError `lock-damaged` */
export function requireUnedited(lock: LockFile, file: string): void {
  const { format_version, identity, sameness } = lock;
  if (identity === undefined && /^1\.[01]$/.test(format_version)) return;
  const damaged = (problem: string) => outside('lock-damaged', { file, problem });
  const found = identityOf(lock);
  if (found !== identity)
    throw damaged(`it was edited: by what it says it is ${shortly(found)}, by \`identity\` ${shortly(identity ?? '')}`);
  if (sameness !== samenessOf(lock)) throw damaged(`it was edited: \`sameness\` is ${JSON.stringify(sameness)}`);
}

function shortly(digest: string): string {
  return digest.slice('sha256:'.length, 'sha256:'.length + 12);
}
