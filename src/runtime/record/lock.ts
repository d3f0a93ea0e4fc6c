// lock.json: everything that decides what a run computes, so that somebody else can run it again.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import type { SourceBundle } from '../../dsl/load/bundle.ts';
import type { DataDigest } from '../feed/digest.ts';
import { writeWhole } from '../files/files.ts';
import { readStoredJson, type StoredForm } from '../files/stored-json.ts';
import { requireMachine } from './lock-machine.ts';
import type { RunFolder } from './run-folder.ts';

export interface LockFile {
  readonly format_version: '1.0';
  readonly name: string;
  readonly anoseg: string;
  /** What the user wrote to begin the run; absent in runs of older versions. */
  readonly command?: string;
  readonly pipeline: { readonly digest: string; readonly entry: string; readonly sources: readonly LockedSource[] };
  /** What `--set` said, as text. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly data: {
    readonly digest: string;
    readonly files: number;
    /** The data folder, absolute. */
    readonly folder: string;
    /** Images that were left out because they cannot be read (`on_corrupt = skip`); absent where there are none. */
    readonly skipped?: readonly { readonly image: string; readonly reason: string }[];
  };
  readonly seed: number;
  readonly steps: number;
  readonly threads: number;
  readonly device: 'cpu' | 'gpu';
  readonly engine: {
    readonly tensorflow: string;
    readonly variant: string;
    /** Whether oneDNN computed; absent where TensorFlow decided that itself, as in locks of earlier releases. */
    readonly onednn?: boolean;
  };
  readonly node: string;
  readonly cpu: { readonly model: string; readonly architecture: string; readonly features: readonly string[] };
}

interface LockedSource {
  /** As the bundle names it. */
  readonly name: string;
  /** Where it lies in the run folder. */
  readonly file: string;
  readonly sha256: string;
}

const lockForm: StoredForm = {
  code: 'lock-damaged',
  keys: {
    format_version: 'text',
    name: 'text',
    anoseg: 'text',
    command: 'text?',
    pipeline: {
      keys: {
        digest: 'text',
        entry: 'text',
        sources: { each: { keys: { name: 'text', file: 'text', sha256: 'text' } }, of: 'list' },
      },
    },
    parameters: { each: 'text', of: 'object' },
    data: { keys: { digest: 'text', files: 'number', folder: 'text' } },
    seed: 'number',
    steps: 'number',
    threads: 'number',
    device: 'text',
    engine: { keys: { tensorflow: 'text', variant: 'text' } },
    node: 'text',
    cpu: { keys: { model: 'text', architecture: 'text', features: { each: 'text', of: 'list' } } },
  },
};

/** Writes the sources as they are, and returns what lock.json says of them. */
export function storeSources(folder: RunFolder, bundle: SourceBundle): readonly LockedSource[] {
  return storedFiles(bundle).map(({ name, file, text }) => {
    writeWhole(path.join(folder.folder, file), text);
    return { name, file, sha256: sha256(text) };
  });
}

/** The sources with the places in a run folder where they go. */
export function storedFiles({ files, entry }: SourceBundle) {
  return Object.entries(files).map(([name, text]) => ({ name, file: fileFor(name, entry), text }));
}

export function writeLock(folder: RunFolder, lock: LockFile): void {
  writeWhole(folder.lock, `${JSON.stringify(lock, undefined, 2)}\n`);
}

/** @throws OutsideError `no-run`, `lock-damaged` */
export function readLock(folder: RunFolder): LockFile {
  const lock = readStoredJson<LockFile>(folder.lock, lockForm);
  if (lock === undefined) {
    throw outside('no-run', { folder: folder.folder });
  }
  requireMachine(lock, folder.lock);
  return lock;
}

/** The sources of a run, unchanged. @throws OutsideError `run-changed` */
export function storedSources(folder: RunFolder, { pipeline }: LockFile): SourceBundle {
  const files: Record<string, string> = {};
  for (const { name, file, sha256: expected } of pipeline.sources) {
    const place = path.join(folder.folder, file);
    const text = existsSync(place) ? readFileSync(place, 'utf8') : '';
    if (sha256(text) !== expected) {
      throw outside('run-changed', { file: place, expected, found: sha256(text) });
    }
    files[name] = text;
  }
  return { entry: pipeline.entry, files };
}

/** @throws OutsideError `data-changed` */
export function checkData(lock: LockFile, found: DataDigest): void {
  if (lock.data.digest === found.digest) return;
  throw outside('data-changed', { found, locked: lock.data });
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

function fileFor(name: string, entry: string): string {
  if (name === entry) return `pipeline${path.extname(name) || '.anoseg'}`;
  if (name.startsWith('std:'))
    return path.posix.join('imports', 'std', `${name.slice(4).replace(/\.anoseg$/, '')}.anoseg`);
  return path.posix.join('imports', name);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
