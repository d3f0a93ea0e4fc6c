// Which process one is, so that another can tell later whether it still runs. A number alone says little: it is given
// out again, and another host or container counts for itself.
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface ProcessIdentity {
  readonly host: string;
  /** Where its number means something: one start of one machine, one container on it. */
  readonly place: string;
  readonly pid: number;
  /** When it began, as the system counts; empty where the system does not tell. */
  readonly started: string;
}

export function thisProcess(): ProcessIdentity {
  return { host: hostname(), place: thisPlace(), pid: process.pid, started: statusOf(process.pid)?.started ?? '' };
}

/** Undefined where it cannot be asked, since it is of another place. */
export function isRunning({ place, pid, started }: ProcessIdentity): boolean | undefined {
  if (place !== thisPlace()) return undefined;
  if (!exists(pid)) return false;
  const status = statusOf(pid);
  // Systems that hide the processes of other users tell no more than that there is one.
  if (status === undefined || started === '') return true;
  return status.started === started && !status.hasEnded;
}

function thisPlace(): string {
  const boot = tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const container = tryRead(() => readlinkSync('/proc/self/ns/pid'));
  return boot === undefined ? hostname() : `${boot} ${container ?? hostname()}`;
}

/** Whether a process of this place has the number. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function statusOf(pid: number): { readonly started: string; readonly hasEnded: boolean } | undefined {
  const text = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  if (text === undefined) return undefined;
  // Counted behind the program's name, which may hold blanks and brackets: field 3 is its state, 22 its start.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  // Whoever started it may never ask for its end: then it stands there as a zombie.
  return { started: fields[19] ?? '', hasEnded: fields[0] === 'Z' || fields[0] === 'X' };
}

function tryRead(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined; // Not on this system, or not for us.
  }
}
