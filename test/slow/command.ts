// Runs the built command line as a user does.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has said so far. */
  stdout(): string;
}

const script = path.resolve('bin/anoseg.js');

export function startAnoseg(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
): Running {
  // A group of its own, so that a test can kill the engine process together with the terminal's.
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return { child, ended, stdout: () => stdout };
}

export function anoseg(args: readonly string[], env?: Readonly<Record<string, string>>, cwd?: string): Promise<Ended> {
  return startAnoseg(args, env, cwd).ended;
}

/** Kills everything that a command has started. */
export function killGroup({ child }: Running, signal: NodeJS.Signals): void {
  if (child.pid !== undefined) process.kill(-child.pid, signal);
}

/** Whether the command has started TensorFlow's process. */
export function hasEngine(running: Running): boolean {
  return engineOf(running) !== undefined;
}

/** TensorFlow's process; undefined before it is there, and after its end. */
export function engineOf({ child: { pid = 0 } }: Running): number | undefined {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
    return children.map(Number).find((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('engine.js'));
  } catch {
    return undefined; // The command, or its child, is gone.
  }
}

/** A folder of the test's own. */
export function scratch(): string {
  return mkdtempSync(path.join(tmpdir(), 'anoseg-test-'));
}

/** Waits until something is true, for as long as the test may take. */
export async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 200));
}

/** Waits until something is true; fails after a minute. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited a minute for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
