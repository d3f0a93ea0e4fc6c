// The file of a claim: made once or not at all, read whole or as something without sense.
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, linkSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withDiskErrors } from '../files/files.ts';
import type { ProcessIdentity } from '../files/process-identity.ts';
import { largest } from '../stored/limits.ts';
import { readWhatFits } from '../stored/stored-json.ts';
import { claim } from '../stored/validators.js';

export const claimFile = 'claim.json';

/** Names of files that lie beside a claim while somebody takes it: it, of whom, and whose turn it is. */
const besides = /^claim\.json(?:\.[0-9a-f-]{32,36}(?:\.turn)?)+$/;

export function isBesideClaim(name: string): boolean {
  return besides.test(name);
}

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
  /** True where it is somebody's own file, that by chance is called so. */
  readonly isForeign: boolean;
  /** Its last heartbeat, by the clock of the file server. */
  readonly changedMs: number;
}

/** The time that the file server gave it. @throws OutsideError `disk-full`, `not-writable` */
export function writeDraft(draft: string, holder: ClaimHolder): number {
  return withDiskErrors(path.join(path.dirname(draft), claimFile), () => {
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
      // Opening a pipe waits for its other end, but for this flag.
      return readOpened(openSync(file, constants.O_RDONLY | constants.O_NONBLOCK));
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
    const found = fstatSync(descriptor);
    const changedMs = found.mtimeMs;
    if (!found.isFile() || found.size > largest.claim)
      return { token: foreignToken, holder: undefined, isForeign: true, changedMs };
    const text = readFileSync(descriptor, 'utf8');
    // Empty or torn: nobody's.
    const holder = readWhatFits(() => text, claim);
    const token = holder?.token ?? createHash('sha256').update(`${text} ${changedMs}`).digest('hex').slice(0, 32);
    return { token, holder, isForeign: holder === undefined && !isTorn(text), changedMs };
  } finally {
    closeSync(descriptor);
  }
}

/** It is in nobody's way, since nothing is made of it. */
const foreignToken = 'foreign';
/** What is left of a claim where its writer died, or the machine: its beginning, or zeros. */
function isTorn(text: string): boolean {
  // Two steps: one pattern for both would look at blanks again and again.
  const rest = text.replaceAll('\0', ' ').trim();
  return /^(?:|\[\]|null|\{\s*\}?|\{\s*"host"[\s\S]*)$/.test(rest);
}

function textOf(holder: ClaimHolder): string {
  return `${JSON.stringify(holder, undefined, 2)}\n`;
}
