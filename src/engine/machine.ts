// The facts of this machine that decide which TensorFlow fits: system, C library, NVIDIA driver, free
// space. Passed to the rest of the engine, so that tests can stand on any machine.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import path from 'node:path';

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly env: NodeJS.ProcessEnv;
  /** This Node's own program. */
  readonly node: string;
  /** `glibc` and its version, `musl`, or `system` where there is only one. */
  libc(): string;
  /** The version of the NVIDIA driver, undefined where none is loaded. */
  nvidiaDriver(): string | undefined;
  /** False where the processor is known to lack AVX, which TensorFlow's x86 builds use throughout. */
  hasAvx(): boolean;
  /** Sets of instructions that matter for speed, as people name them; empty where the system does not tell. */
  instructions(): readonly string[];
  /** Bytes that this user may still write below a folder, which need not exist yet. */
  freeBytes(folder: string): number;
}

export function thisMachine(env: NodeJS.ProcessEnv = process.env): Machine {
  return {
    platform: process.platform,
    arch: process.arch,
    libc,
    env,
    node: process.execPath,
    nvidiaDriver: () => nvidiaDriver(env),
    hasAvx,
    instructions,
    freeBytes,
  };
}

/** The name that people know the machine by in messages, such as `linux-x64`. */
export function machineName(machine: Pick<Machine, 'platform' | 'arch'>): string {
  return `${machine.platform}-${machine.arch}`;
}

function libc(): string {
  if (process.platform !== 'linux') return 'system';
  // The report lists network interfaces, which may ask name servers, unless it is told not to.
  Object.assign(process.report, { excludeNetwork: true });
  // @types/node calls the report `object`; its header is documented.
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const version = report.header?.glibcVersionRuntime;
  return version === undefined ? 'musl' : `glibc ${version}`;
}

function nvidiaDriver(env: NodeJS.ProcessEnv): string | undefined {
  if (process.platform !== 'linux') return undefined;
  const file = '/proc/driver/nvidia/version';
  if (existsSync(file)) return /\s(\d+\.\d+(?:\.\d+)?)\s/.exec(readFileSync(file, 'utf8'))?.[1] ?? 'unknown';
  // Windows' Linux subsystem has no such file, but the program.
  const found = [env.PATH ?? '', '/usr/lib/wsl/lib'].join(':').split(':');
  const program = found.map((folder) => path.join(folder, 'nvidia-smi')).find((name) => existsSync(name));
  if (program === undefined) return undefined;
  try {
    const query = ['--query-gpu=driver_version', '--format=csv,noheader'];
    const said = execFileSync(program, query, {
      encoding: 'utf8',
      timeout: 5000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return said.split('\n')[0]?.trim() || undefined;
  } catch {
    return undefined; // The program is there, the driver is not.
  }
}

function hasAvx(): boolean {
  const flags = processorFlags();
  return process.arch !== 'x64' || flags === undefined || flags.includes('avx');
}

function instructions(): readonly string[] {
  const names = {
    sse4_2: 'SSE4.2',
    avx: 'AVX',
    avx2: 'AVX2',
    avx512f: 'AVX-512',
    amx_tile: 'AMX',
    asimd: 'NEON',
    sve: 'SVE',
  };
  const flags = processorFlags() ?? [];
  return Object.entries(names).flatMap(([flag, name]) => (flags.includes(flag) ? [name] : []));
}

/** Undefined where the system does not tell. */
function processorFlags(): readonly string[] | undefined {
  if (!existsSync('/proc/cpuinfo')) return undefined;
  return /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1]?.split(' ');
}

function freeBytes(folder: string): number {
  let existing = path.resolve(folder);
  while (!existsSync(existing)) existing = path.dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  return bavail * bsize;
}
