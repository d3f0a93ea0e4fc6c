// Tells before a long download that the disk is too small for what follows.
import { outside } from '../../diagnostics/outside-error.ts';
import type { Machine } from '../machine.ts';
import type { Release } from './releases.ts';
import type { Wheel } from './wheel.ts';

/** The binding, the compiler's temporary files, and the file system's own needs. */
const SLACK_BYTES = 50e6;

/** Throws `disk-full` where downloading `missing` and unpacking the release would not fit below the cache folder. */
export function checkSpace(release: Release, missing: readonly Wheel[], cache: string, machine: Machine): void {
  const needed = neededBytes(release, missing);
  const free = machine.freeBytes(cache);
  if (free >= needed) return;
  throw outside('disk-full', {
    what: `install the engine in ${cache}`,
    reason: `it takes ${gigabytes(needed)}, and ${gigabytes(free)} are free`,
    advice: 'Free some space, or set ANOSEG_CACHE to a folder on another disk.',
  });
}

/** Bytes that an installation writes, the wheels that are deleted at its end included. */
export function neededBytes(release: Release, missing: readonly Wheel[]): number {
  const unpacked = release.wheels.reduce((sum, wheel) => sum + wheel.unpackedBytes, 0);
  return missing.reduce((sum, wheel) => sum + wheel.bytes, unpacked) + SLACK_BYTES;
}

/** A number of bytes for people, in units of 10^9. */
export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
