// Starts Snakemake and follows it to its end. It has a process group of its own, so that a signal reaches it once, together with
// the jobs that run on this machine; those of a cluster it cancels itself. It writes into a file and not to this process, so that it
// goes on where this one is killed.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { makeFolders, withDiskErrors } from '../files/files.ts';
import type { Snakemake } from './find-snakemake.ts';
import { followLines } from './growing-lines.ts';

export interface SnakemakeEnd {
  /** Null where a signal ended it. */
  readonly code: number | null;
  /** The last lines that it said. */
  readonly last: readonly string[];
}

export interface RunningSnakemake {
  readonly end: Promise<SnakemakeEnd>;
  /** Asks it to cancel its jobs and end; what runs on this machine saves its state. */
  stop(): void;
}

/** Lines that are looked through for what went wrong. */
const kept = 400;

export interface SnakemakeStart {
  readonly words: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** The experiment's folder. */
  readonly folder: string;
}

/** `onLine`: what it says, line by line, until it is asked to stop. @throws OutsideError `snakemake-missing`, `not-writable` */
export function startSnakemake(
  { command }: Snakemake,
  { words, env, folder }: SnakemakeStart,
  onLine: (line: string) => void,
): RunningSnakemake {
  const last: string[] = [];
  let isStopping = false;
  const log = openLog(folder);
  const lines = followLines(log.file, (line) => {
    last.push(line);
    if (last.length > kept) last.shift();
    // What an interrupted Python says of itself helps nobody.
    if (!isStopping) onLine(line);
  });
  const child = spawn(command, words, { env, detached: true, stdio: ['ignore', log.descriptor, log.descriptor] });
  closeSync(log.descriptor);
  const end = new Promise<SnakemakeEnd>((resolve, reject) => {
    child.on('error', () => {
      lines.end();
      reject(outside('snakemake-missing', { named: command, variable: '' }));
    });
    child.on('close', (code) => {
      lines.end();
      resolve({ code, last });
    });
  });
  return {
    end,
    stop() {
      isStopping = true;
      signalGroup(child.pid);
    },
  };
}

// One for each start, since two may be at it; beside the logs of runs, none of which can be called so.
function openLog(folder: string) {
  const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${process.pid}.log`;
  const file = path.join(folder, 'logs', 'snakemake', name);
  return withDiskErrors(file, () => {
    makeFolders(path.dirname(file));
    return { file, descriptor: openSync(file, 'a') };
  });
}

function signalGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGINT');
  } catch {
    // It has ended by itself.
  }
}
