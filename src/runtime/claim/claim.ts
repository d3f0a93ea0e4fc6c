// A folder that one process works in at a time: its file `claim.json` names the process. It asks no more of a file
// system than that a name is given once, so it holds on NFS too. A claim ends with its process: on the same host the
// system says so; on another one its heartbeat stands still, by the clock of the file server.
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { exists, isRunning, thisProcess } from '../files/process-identity.ts';
import {
  type ClaimHolder,
  claimFile,
  create,
  type FoundClaim,
  isBesideClaim,
  readClaim,
  writeDraft,
} from './claim-file.ts';
import { startHeartbeat } from './heartbeat.ts';

/** A folder of one's own, until it is released. */
export interface Claim {
  /** @throws OutsideError `claim-lost` where another process has taken the folder meanwhile, `run-gone` where it is gone */
  confirm(): void;
  release(): void;
}

export interface ClaimTimes {
  readonly beatMs: number;
  /** A heart on another host that has not beaten for so long is looked at. */
  readonly silentMs: number;
  /** It must stand still for so long under our eyes: a file server that was away makes all of them silent. */
  readonly watchMs: number;
}

const usual: ClaimTimes = { beatMs: 5_000, silentMs: 60_000, watchMs: 15_000 };
/** How long a claim without sense, whose writer may be between two system calls, is respected. */
const unwrittenMs = 5_000;
/** How long somebody else may take to take over a dead claim. */
const patienceMs = 10_000;

/** Claims a folder that is there. `command`: for the others to read. @throws OutsideError `run-busy` */
export async function claimFolder(folder: string, command: string, times: ClaimTimes = usual): Promise<Claim> {
  const file = path.join(folder, claimFile);
  // The process that started this one hears the signals.
  const leader = process.connected ? process.ppid : process.pid;
  const own = { ...thisProcess(), token: randomUUID(), leader, since: new Date().toISOString(), command };
  const other = await acquire(file, own, times);
  if (other !== undefined) throw busy(folder, other);
  removeTraces(folder, own.token);
  const heartbeat = startHeartbeat(file, own.token, times.beatMs);
  const isOurs = () => readClaim(file)?.token === own.token;
  return {
    confirm() {
      if (isOurs()) return;
      throw existsSync(folder) ? outside('claim-lost', { folder, file: claimFile }) : outside('run-gone', { folder });
    },
    release() {
      heartbeat.stop();
      try {
        if (isOurs()) rmSync(file, { force: true });
      } catch {
        // A disk that takes nothing any more is told of by what could not be written; the claim ends with its process.
      }
    },
  };
}

/** A look without writing. @throws OutsideError `run-busy` where a process works in the folder */
export function refuseBusyFolder(folder: string): void {
  const holder = holderOf(folder);
  if (holder !== undefined) throw busy(folder, holder);
}

/** Whether a process works in the folder, for those who only look. */
export function isBusyFolder(folder: string): boolean {
  return holderOf(folder) !== undefined;
}

function holderOf(folder: string): ClaimHolder | undefined {
  const found = readClaim(path.join(folder, claimFile));
  if (found?.holder === undefined) return undefined;
  return (isRunning(found.holder) ?? Date.now() - found.changedMs < usual.silentMs) ? found.holder : undefined;
}

/** Undefined where the claim is ours now; else who has it. */
async function acquire(file: string, own: ClaimHolder, times: ClaimTimes): Promise<ClaimHolder | undefined> {
  const draft = `${file}.${own.token}`;
  try {
    for (const began = Date.now(); ; await sleep(20)) {
      const now = writeDraft(draft, own);
      if (create(draft, file, own)) return undefined;
      const found = readClaim(file);
      if (found === undefined) continue;
      if (found.isForeign) throw foreign(file);
      if (found.holder === undefined && now - found.changedMs < unwrittenMs) continue;
      if (found.holder !== undefined && (await isAlive(file, found, found.holder, now, times))) return found.holder;
      const other = await takeOver(file, found, own, times);
      if (other === undefined) return undefined;
      if (Date.now() - began > patienceMs) return other;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

// Several may find the same dead claim. Who holds the file that is named after it may replace it, after a last look:
// until then nobody has, and afterwards nobody will. That file is claimed in the same way, for one may die here too.
async function takeOver(
  file: string,
  dead: FoundClaim,
  own: ClaimHolder,
  times: ClaimTimes,
): Promise<ClaimHolder | undefined> {
  const turn = `${file}.${dead.token}.turn`;
  const other = await acquire(turn, { ...own, token: randomUUID() }, times);
  if (other !== undefined) return other;
  try {
    const found = readClaim(file);
    if (found?.token !== dead.token) return found?.holder ?? dead.holder ?? own;
    const draft = `${file}.${own.token}`;
    writeDraft(draft, own);
    renameSync(draft, file);
    return undefined;
  } finally {
    rmSync(turn, { force: true });
  }
}

/** `now`: of the file server, as the times of files are. */
async function isAlive(
  file: string,
  { token, changedMs }: FoundClaim,
  holder: ClaimHolder,
  now: number,
  { silentMs, watchMs }: ClaimTimes,
): Promise<boolean> {
  const running = isRunning(holder);
  if (running !== undefined) return running;
  if (now - changedMs < silentMs) return true;
  await sleep(watchMs);
  const later = readClaim(file);
  return later !== undefined && (later.token !== token || later.changedMs !== changedMs);
}

// What those who were killed while they claimed have left; somebody who claims at this moment writes his anew.
function removeTraces(folder: string, token: string): void {
  for (const name of readdirSync(folder)) {
    if (isBesideClaim(name) && !name.includes(token)) rmSync(path.join(folder, name), { force: true });
  }
}

function foreign(file: string): OutsideError {
  const folder = path.dirname(file);
  return outside('out-exists', { folder, other: path.basename(file), instead: path.join(folder, 'results') });
}

function busy(folder: string, holder: ClaimHolder): OutsideError {
  const { host, pid, leader, since, command } = holder;
  const isHere = isRunning(holder) !== undefined;
  const isLed = !isHere || exists(leader);
  const begun = `${since.slice(0, 16).replace('T', ' ')} UTC`;
  return outside('run-busy', {
    folder,
    process: isLed ? leader : pid,
    host,
    begun,
    command,
    advice: hintFor(isHere, isLed, leader),
  });
}

function hintFor(isHere: boolean, isLed: boolean, leader: number): string {
  if (!isHere)
    return 'wait for its end, or stop it there; a process that is gone is taken to be so a minute after its last sign of life';
  return isLed
    ? `wait for its end, stop it with \`kill ${leader}\`, or choose another folder`
    : 'it was left alone, and is about to save its state and end: try again in a moment';
}
