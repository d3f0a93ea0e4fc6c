// lock.json: everything that decides what a run computes, so that somebody else can run it again.
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { outside } from '../../diagnostics/outside-error.ts';
import { writeWhole } from '../files/files.ts';
import { storedForms } from '../stored/forms.ts';
import { readStoredJson } from '../stored/stored-json.ts';
import type { DataDigest, HashedItem, SourceDigest } from './data-digest.ts';
import { changedFiles } from './data-list.ts';
import type { LockedEngine } from './lock-machine.ts';
import type { RunFolder } from './run-folder.ts';
import type { LockedSource } from './stored-sources.ts';

/** Since 1.1 the digest of the pipeline is of its meaning; in 1.0 it was of its text. */
export const lockVersion = '1.1';

export interface LockFile {
  /** MAJOR.MINOR, of the same major version. */
  readonly format_version: string;
  readonly name: string;
  readonly anoseg: string;
  /** What the user wrote to begin the run; absent in runs of older versions. */
  readonly command?: string;
  readonly pipeline: { readonly digest: string; readonly entry: string; readonly sources: readonly LockedSource[] };
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
  readonly node: string;
  readonly cpu: { readonly model: string; readonly architecture: string; readonly features: readonly string[] };
}

/** A file that a network starts from, as it lay on the machine of the run. */
export interface LockedStart {
  readonly network: string;
  /** As the pipeline names it. */
  readonly weights: string;
  readonly file: string;
  readonly digest: string;
}

export function writeLock(folder: RunFolder, lock: LockFile): void {
  writeWhole(folder.lock, `${JSON.stringify(lock, undefined, 2)}\n`);
}

/** @throws OutsideError `no-run`, `lock-damaged` */
export function readLock(folder: RunFolder): LockFile {
  const lock = readStoredJson(folder.lock, storedForms.lock);
  if (lock === undefined) {
    throw outside('no-run', { folder: folder.folder });
  }
  return lock;
}

/** `list`: data.csv of the run. @throws OutsideError `data-changed` */
export function checkData(lock: LockFile, list: string, found: DataDigest, items: readonly HashedItem[]): void {
  if (lock.data.digest === found.digest) return;
  throw outside('data-changed', { found, locked: lock.data, changes: changedFiles(list, items) });
}

/** `digest`: of the pipeline as this release understands it, with the parameters of the lock. @throws OutsideError `meaning-changed` */
export function checkMeaning({ format_version, anoseg, pipeline }: LockFile, digest: string): void {
  if (format_version === '1.0' || pipeline.digest === digest) return;
  throw outside('meaning-changed', { found: digest, locked: pipeline.digest, release: anoseg });
}

/** What numbers can depend on, of the instruction sets of this machine. */
export function describeCpu(): LockFile['cpu'] {
  const relevant = ['avx', 'avx2', 'fma', 'avx512f', 'avx512_vnni', 'avx512_bf16', 'amx_tile', 'asimd', 'sve'];
  const info = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '';
  const flags = new Set((/^(?:flags|Features)\s*:\s*(.*)$/m.exec(info)?.[1] ?? '').split(' '));
  return {
    model: cpus()[0]?.model ?? 'unknown',
    architecture: process.arch,
    features: relevant.filter((name) => flags.has(name)),
  };
}
