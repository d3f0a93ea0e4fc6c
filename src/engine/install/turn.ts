// One installation at a time: a file names the process whose turn it is. The turn of a process that is gone is over. The cache may
// lie on a file server: nothing is asked of it but that a name is given once, and ages are by its clock alone.
import { randomUUID } from 'node:crypto';
import { closeSync, lstatSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity, thisProcess } from '../../runtime/files/process-identity.ts';

/** Processes of other hosts and containers cannot be asked, so their turns live by a heartbeat. */
const HEARTBEAT_MS = 20_000;
const ABANDONED_MS = 180_000;
/** How long a file without content, whose writer may be between two system calls, is respected. */
const UNWRITTEN_MS = 5_000;

export interface TurnOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once for each owner that has to be waited for, with its process number and host. */
  readonly onWait: (pid: number, host: string) => void;
  readonly pollMs?: number;
}

/**
 * Runs `work` while this process alone has its turn, and removes the file afterwards, whatever happens.
 * Waits as long as its owner lives; throws the reason of an aborted `signal`.
 */
export async function inTurn<T>(file: string, options: TurnOptions, work: () => Promise<T>): Promise<T> {
  const own = JSON.stringify({ ...thisProcess(), token: randomUUID() });
  await acquire(file, own, options);
  const heartbeat = setInterval(() => beat(file, own), HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if (read(file) === own) rmSync(file, { force: true });
  }
}

async function acquire(file: string, own: string, options: TurnOptions): Promise<void> {
  let told: string | undefined;
  while (!create(file, own)) {
    options.signal?.throwIfAborted();
    const holder = contentOf(file);
    if (holder === undefined) continue;
    if (isAbandoned(file, holder, own)) {
      takeAway(file, holder);
      continue;
    }
    const owner = parse(holder);
    if (owner !== undefined && holder !== told) options.onWait(owner.pid, owner.host);
    told = holder;
    await sleep(options.pollMs ?? 300, undefined, options.signal ? { signal: options.signal } : {});
  }
}

function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    // A server that is asked again, since its first answer was lost, says that there is one: ours.
    if (isCode(error, 'EEXIST')) return read(file) === content;
    throw error;
  }
}

function isAbandoned(file: string, content: string, own: string): boolean {
  const owner = parse(content);
  const running = owner && isRunning(owner);
  if (running !== undefined) return !running;
  return ageOf(file, own) > (owner === undefined ? UNWRITTEN_MS : ABANDONED_MS);
}

/** By the clock of the disk that holds it, which tells its time by a file that is written now. */
function ageOf(file: string, own: string): number {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  const clock = `${file}.${process.pid}.now`;
  try {
    writeFileSync(clock, own);
    return (lstatSync(clock, { throwIfNoEntry: false })?.mtimeMs ?? found.mtimeMs) - found.mtimeMs;
  } finally {
    rmSync(clock, { force: true });
  }
}

// Two processes may find the same dead turn. A rename moves one file only, so the slower one may move the file that
// the faster one has made meanwhile; it sees that by the content and puts it back.
function takeAway(file: string, judged: string): void {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  const moved = contentOf(aside);
  if (moved !== undefined && moved !== judged) create(file, moved);
  rmSync(aside, { recursive: true, force: true });
}

function parse(content: string): ProcessIdentity | undefined {
  try {
    const { host, pid, started, place }: Partial<ProcessIdentity> = JSON.parse(content);
    if (host === undefined || pid === undefined || started === undefined) return undefined;
    // Earlier releases told processes apart by the name of the host.
    const here = thisProcess();
    return { host, pid, started, place: place ?? (host === here.host ? here.place : host) };
  } catch {
    return undefined; // Empty, or torn: judged by its age.
  }
}

/** Undefined where nobody has a turn; empty where something lies there that no process of ours writes. */
function contentOf(file: string): string | undefined {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status === undefined) return undefined;
  return status.isFile() ? read(file) : '';
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ESRCH')) return undefined;
    throw error;
  }
}

// Its first byte is written again as it is, so that the file server notes the time by its own clock.
function beat(file: string, own: string): void {
  if (read(file) !== own) return;
  try {
    const descriptor = openSync(file, 'r+');
    try {
      writeSync(descriptor, own, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Taken away by hand: the work goes on, and the first finished folder wins.
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
