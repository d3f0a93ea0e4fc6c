// `anoseg snakemake install`: Snakemake from its package, by pip into a virtual environment in the cache. Nothing else of the
// machine is changed, and nothing but `--on snakemake` looks there.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { lastLine, runChild } from '../../engine/child.ts';
import { inTurn } from '../../engine/install/turn.ts';
import {
  cachedSnakemake,
  findSnakemake,
  leastVersion,
  type Snakemake,
  snakemakeHome,
  snakemakeVariable,
} from './find-snakemake.ts';

export interface SnakemakeInstall {
  readonly cache: string;
  readonly env: NodeJS.ProcessEnv;
  /** Names of executors whose plugins come too: `slurm`, `kubernetes`. */
  readonly executors: readonly string[];
  readonly signal: AbortSignal;
  readonly onStage: (stage: string) => void;
}

const pythons = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];
/** Of Python, as Snakemake 9 wants it. */
const leastMinor = 11;

/** Adds what is missing to one that is there. @throws OutsideError `snakemake-not-installed` */
export async function installSnakemake(work: SnakemakeInstall): Promise<Snakemake> {
  const { cache, env, signal, onStage } = work;
  const home = snakemakeHome(cache);
  mkdirSync(cache, { recursive: true });
  const onWait = (pid: number, host: string) => onStage(`waiting for process ${pid} on ${host}`);
  return inTurn(path.join(cache, '.snakemake-installing'), { signal, onWait }, async () => {
    // Without the program it is what an interrupted installation left.
    if (!existsSync(cachedSnakemake(cache))) await makeHome(home, work);
    const plugins = work.executors.map((name) => `snakemake-executor-plugin-${name}`);
    const packages = [`snakemake>=${leastVersion},<${leastVersion + 1}`, ...plugins];
    onStage(`installing ${['snakemake', ...plugins].join(', ')}`);
    await step(path.join(home, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...packages], work);
    return findSnakemake({ ...env, [snakemakeVariable]: cachedSnakemake(cache) }, cache);
  });
}

async function makeHome(home: string, work: SnakemakeInstall): Promise<void> {
  rmSync(home, { recursive: true, force: true });
  work.onStage('making a virtual environment');
  await step(await findPython(work), ['-m', 'venv', home], work);
}

async function findPython({ env, signal }: SnakemakeInstall): Promise<string> {
  const question = 'import sys; print(*sys.version_info[:2])';
  for (const python of pythons) {
    const said = await runChild(python, ['-c', question], { env, signal });
    const [major = 0, minor = 0] = said?.stdout.split(' ').map(Number) ?? [];
    if (said?.code === 0 && major === 3 && minor >= leastMinor) return python;
  }
  throw outside('snakemake-not-installed', {
    reason: `there is no Python 3.${leastMinor} or newer, which Snakemake ${leastVersion} needs`,
    advice: 'install one: apt install python3 python3-venv (Debian, Ubuntu), dnf install python3.12 (Fedora, Red Hat)',
  });
}

async function step(command: string, words: readonly string[], { env, signal }: SnakemakeInstall): Promise<void> {
  const settings = { PIP_NO_INPUT: '1', PIP_DISABLE_PIP_VERSION_CHECK: '1', PYTHONWARNINGS: 'ignore' };
  const said = await runChild(command, words, { env: { ...env, ...settings }, signal });
  if (said?.code === 0) return;
  const text = said?.stderr || said?.stdout || '';
  const reason = text.split('\n').find((line) => line.startsWith('ERROR:')) ?? lastLine(text);
  throw outside('snakemake-not-installed', {
    reason: reason.replace(/^ERROR:\s*/, '') || `${command} could not be started`,
    advice: words.includes('venv')
      ? "Python's `venv` is needed: apt install python3-venv (Debian, Ubuntu)"
      : `see to the network or the mirror that pip uses; or install Snakemake yourself, and let ${snakemakeVariable} name it`,
  });
}
