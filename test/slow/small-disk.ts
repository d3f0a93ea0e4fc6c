// A disk of a few megabytes (tmpfs) that a test may fill, run out of inodes, or make read-only. Only root may mount one.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { scratch } from './command.ts';

export interface SmallDisk {
  readonly folder: string;
  /** Shell commands that bring a trouble about. */
  readonly troubles: { readonly [K in Trouble]: string };
  /** Ends each of them. */
  heal(): void;
  unmount(): void;
}

export const troubles = ['full', 'no inodes', 'read-only'] as const;
export type Trouble = (typeof troubles)[number];

/** Undefined where this may not be done, as in most containers without privileges. */
export function mountSmallDisk(): SmallDisk | undefined {
  const folder = path.join(scratch(), 'disk');
  mkdirSync(folder);
  const mount = (...args: string[]) => spawnSync('mount', args).status === 0;
  if (!mount('-t', 'tmpfs', '-o', 'size=16m,nr_inodes=2000', 'tmpfs', folder)) return undefined;
  const filler = path.join(folder, 'filler');
  return {
    folder,
    troubles: {
      full: `head -c 64M /dev/zero > '${filler}'`,
      'no inodes': `mkdir '${filler}' && cd '${filler}' && i=0; while : > $i; do i=$((i + 1)); done`,
      'read-only': `mount -o remount,ro '${folder}'`,
    },
    heal() {
      mount('-o', 'remount,rw', folder);
      rmSync(filler, { recursive: true, force: true });
    },
    unmount() {
      spawnSync('umount', ['-l', folder]);
    },
  };
}
