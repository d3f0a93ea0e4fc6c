// Starts Snakemake and follows it to its end. It has a process group of its own, so that a signal reaches it once, together with
// the jobs that run on this machine; those of a cluster it cancels itself.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { outside } from '../../diagnostics/outside-error.ts';
import type { Snakemake } from './find-snakemake.ts';

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

/** `onLine`: what it says, line by line, until it is asked to stop. @throws OutsideError `snakemake-missing` */
export function startSnakemake(
  { command }: Snakemake,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): RunningSnakemake {
  const child = spawn(command, words, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const last: string[] = [];
  let isStopping = false;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      last.push(line);
      if (last.length > kept) last.shift();
      // What an interrupted Python says of itself helps nobody.
      if (!isStopping) onLine(line);
    });
  }
  const end = new Promise<SnakemakeEnd>((resolve, reject) => {
    child.on('error', () => reject(outside('snakemake-missing', { named: command, variable: '' })));
    child.on('close', (code) => resolve({ code, last }));
  });
  return {
    end,
    stop() {
      isStopping = true;
      signalGroup(child.pid);
    },
  };
}

function signalGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGINT');
  } catch {
    // It has ended by itself.
  }
}
