// What an installation writes down of itself: of what it is made, and size and digest of each of its files. By the sizes,
// and the binding's digest, every start sees what was cut short; by all digests `doctor` and `engine install` see the rest.
import { createHash } from 'node:crypto';
import { accessSync, constants, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Variant } from './releases.ts';
import { digestFile } from './verify.ts';

/** The file that is written last, with the facts about the installation that a run's lock records. */
export const RECORD = 'engine.json';

/** What an installation recorded of itself, for the lock of a run and for `anoseg doctor`. */
export interface EngineRecord {
  readonly version: string;
  readonly variant: Variant;
  /** First line of `compiler --version`. */
  readonly compiler: string;
  /** File name and SHA-256 of each wheel. */
  readonly wheels: Readonly<Record<string, string>>;
  /** By the path below the engine's folder; absent where an earlier release has installed it. */
  readonly files?: Readonly<Record<string, RecordedFile>>;
}

export interface RecordedFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** Describes all that lies in a finished folder, and writes that down in it. */
export async function writeRecord(folder: string, facts: Omit<EngineRecord, 'files'>): Promise<void> {
  const files: Record<string, RecordedFile> = {};
  for (const name of filesBelow(folder)) {
    const file = path.join(folder, name);
    files[name] = { bytes: statSync(file).size, sha256: await digestFile(file, () => undefined) };
  }
  const record: EngineRecord = { ...facts, files };
  writeFileSync(path.join(folder, RECORD), `${JSON.stringify(record, null, 2)}\n`, { flush: true });
}

/** Undefined where there is none, or where it is not what an installation writes. */
export function readRecord(folder: string): EngineRecord | undefined {
  try {
    const record: unknown = JSON.parse(readFileSync(path.join(folder, RECORD), 'utf8'));
    return isRecord(record) ? record : undefined;
  } catch {
    return undefined; // Missing, cut short, or another user's.
  }
}

/** The first file that is missing, may not be read or has another size; takes no longer than a look at each. */
export function findShortFile(folder: string, { files = {} }: EngineRecord): string | undefined {
  return Object.entries(files).find(([name, { bytes }]) => readableSize(path.join(folder, name)) !== bytes)?.[0];
}

/** Whether a small file is what was recorded; true where nothing was. */
export function isAsRecorded(folder: string, name: string, { files = {} }: EngineRecord): boolean {
  const expected = files[name]?.sha256;
  if (expected === undefined) return true;
  return (
    createHash('sha256')
      .update(readFileSync(path.join(folder, name)))
      .digest('hex') === expected
  );
}

/** The files that are not what was recorded. Reads them all: a second for the build for the CPU. */
export async function findDamagedFiles(folder: string, { files = {} }: EngineRecord): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const [name, { bytes, sha256 }] of Object.entries(files)) {
    const file = path.join(folder, name);
    const isWhole = readableSize(file) === bytes && (await digestFile(file, () => undefined)) === sha256;
    if (!isWhole) damaged.push(name);
  }
  return damaged;
}

/** Undefined where it is no file, or may not be read. */
function readableSize(file: string): number | undefined {
  try {
    accessSync(file, constants.R_OK);
    const status = statSync(file);
    return status.isFile() ? status.size : undefined;
  } catch {
    return undefined;
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => name.split(path.sep).join('/'))
    .toSorted();
}

function isRecord(value: unknown): value is EngineRecord {
  if (typeof value !== 'object' || value === null) return false;
  if (!('version' in value && 'variant' in value && 'compiler' in value && 'wheels' in value)) return false;
  if (!('files' in value)) return true;
  return typeof value.files === 'object' && value.files !== null && Object.values(value.files).every(isRecordedFile);
}

function isRecordedFile(value: unknown): value is RecordedFile {
  if (typeof value !== 'object' || value === null || !('bytes' in value && 'sha256' in value)) return false;
  return typeof value.bytes === 'number' && typeof value.sha256 === 'string';
}
