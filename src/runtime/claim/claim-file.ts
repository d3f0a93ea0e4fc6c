// The file of a claim: made once or not at all, read whole or as something without sense.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, linkSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { withDiskErrors } from '../files/files.ts';
import type { ProcessIdentity } from '../files/process-identity.ts';

export const claimFile = 'claim.json';

export interface ClaimHolder extends ProcessIdentity {
  /** Of this claim alone. */
  readonly token: string;
  /** The process that the user started and can stop: the same, or the one that this works for. */
  readonly leader: number;
  /** ISO 8601. */
  readonly since: string;
  /** As the user wrote it. */
  readonly command: string;
}

export interface FoundClaim {
  readonly token: string;
  /** Undefined where the file makes no sense: torn, or not of ours. */
  readonly holder: ClaimHolder | undefined;
  /** Its last heartbeat, by the clock of the file server. */
  readonly changedMs: number;
}

/** The time that the file server gave it. @throws OutsideError `disk-full`, `not-writable` */
export function writeDraft(draft: string, holder: ClaimHolder): number {
  return withDiskErrors(draft, () => {
    writeFileSync(draft, textOf(holder));
    return statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  });
}

/** True where the file was not there, and now is, with what the draft says. */
export function create(draft: string, file: string, holder: ClaimHolder): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A server that answers again to the same question, since its first answer was lost, says that there is one: ours.
    if (code === 'EEXIST') return readClaim(file)?.token === holder.token;
    // Somebody has cleared our draft away.
    if (code === 'ENOENT') return false;
    return createWithoutLinks(file, holder);
  }
}

// FAT and some shares know no links.
function createWithoutLinks(file: string, holder: ClaimHolder): boolean {
  return withDiskErrors(file, () => {
    try {
      writeFileSync(file, textOf(holder), { flag: 'wx' });
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
      throw error;
    }
  });
}

/** Undefined where there is none. @throws OutsideError `not-writable` */
export function readClaim(file: string): FoundClaim | undefined {
  return withDiskErrors(file, () => {
    try {
      return readOpened(openSync(file, 'r'));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  });
}

// Opened first, since that makes a client of NFS ask the server.
function readOpened(descriptor: number): FoundClaim {
  try {
    const text = readFileSync(descriptor, 'utf8');
    const holder = parse(text);
    const changedMs = fstatSync(descriptor).mtimeMs;
    const token = holder?.token ?? createHash('sha256').update(`${text} ${changedMs}`).digest('hex').slice(0, 32);
    return { token, holder, changedMs };
  } finally {
    closeSync(descriptor);
  }
}

function textOf(holder: ClaimHolder): string {
  return `${JSON.stringify(holder, undefined, 2)}\n`;
}

function parse(text: string): ClaimHolder | undefined {
  try {
    const found: Partial<Record<keyof ClaimHolder, unknown>> | null = JSON.parse(text);
    const { host, place, pid, started, token, leader, since, command } = found ?? {};
    if (!isProcessNumber(pid) || !isProcessNumber(leader)) return undefined;
    if (typeof host !== 'string' || typeof place !== 'string' || typeof started !== 'string') return undefined;
    // It becomes part of a name.
    if (typeof token !== 'string' || !/^[0-9a-f-]{36}$/.test(token)) return undefined;
    if (typeof since !== 'string' || typeof command !== 'string') return undefined;
    return { host, place, pid, started, token, leader, since, command };
  } catch {
    return undefined; // Empty, or torn.
  }
}

function isProcessNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
