// One installation at a time: a file names the process whose turn it is. The turn of a process that is gone is over.
import { lstatSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Processes of other hosts cannot be asked, so their turns live by a heartbeat. */
const HEARTBEAT_MS = 20_000;
const ABANDONED_MS = 180_000;
/** How long a file without content, whose writer may be between two system calls, is respected. */
const UNWRITTEN_MS = 5_000;

interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When the process started, where the system tells: a number may belong to another process by now. */
  readonly started: string;
}

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
  const own = JSON.stringify(ownerOf(process.pid));
  await acquire(file, own, options);
  const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
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
    if (isAbandoned(file, holder)) {
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
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function isAbandoned(file: string, content: string): boolean {
  const age = Date.now() - (lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  const owner = parse(content);
  if (owner === undefined) return age > UNWRITTEN_MS;
  if (owner.host !== hostname()) return age > ABANDONED_MS;
  return !isAlive(owner.pid) || ownerOf(owner.pid).started !== owner.started;
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

/** Whether a process of this host is running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function ownerOf(pid: number): Owner {
  return { host: hostname(), pid, started: startOf(pid) };
}

function startOf(pid: number): string {
  // Field 22, counted behind the program's name, which may hold spaces and parentheses.
  const status = read(`/proc/${pid}/stat`);
  const fields = status?.slice(status.lastIndexOf(')') + 2).split(' ');
  return fields?.[19] ?? '';
}

function parse(content: string): Owner | undefined {
  try {
    const { host, pid, started }: Partial<Owner> = JSON.parse(content);
    if (host === undefined || pid === undefined || started === undefined) return undefined;
    return { host, pid, started };
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

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Taken away by hand: the work goes on, and the first finished folder wins.
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
