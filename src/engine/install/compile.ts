// Compiles the native binding of tfjs-node-gpu against the unpacked TensorFlow. Needs a C++ compiler; the headers of
// Node's interface come with the bundle or with Node.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { lastLine, runChild } from '../child.ts';
import type { Machine } from '../machine.ts';
import type { Release } from './releases.ts';

/** The binding's sources as tfjs-node-gpu 4.22.0 ships them, and the digest of them together. */
export const BINDING_SOURCES = {
  compiled: ['tfjs_backend.cc', 'tfjs_binding.cc'],
  included: ['napi_auto_ref.h', 'tf_auto_status.h', 'tf_auto_tensor.h', 'tfe_auto_op.h', 'tfjs_backend.h', 'utils.h'],
  sha256: '1e42be7efed14bc96e46a91684304d9aa4a8669fec8f41299318c5907002fcf3',
} as const;

/** The compiler's own flags, the same on every machine; what differs is in `linkFlags`. */
const FLAGS = ['-std=c++17', '-O2', '-fPIC', '-DNAPI_VERSION=8'];

/** All that decides what is compiled, apart from the machine's compiler. */
export function compileRecipe(release: Release) {
  return { sources: BINDING_SOURCES.sha256, flags: FLAGS, link: linkFlags(release) };
}

export interface Compiler {
  readonly command: string;
  /** First line of `--version`. */
  readonly version: string;
}

/** The first C++ compiler that runs: `CXX`, then the usual names. Undefined where there is none. */
export async function findCompiler(machine: Machine): Promise<Compiler | undefined> {
  const names = [machine.env.CXX, 'c++', 'g++', 'clang++'];
  for (const command of names) {
    if (!command) continue;
    const said = await runChild(command, ['--version'], { env: machine.env, timeout: 30_000 });
    if (said?.code === 0) return { command, version: said.stdout.split('\n')[0]?.trim() ?? command };
  }
  return undefined;
}

export function compilerMissing(machine: Machine): OutsideError {
  return outside('compiler-missing', { advice: compilerHint(machine) });
}

/** What to type to get a compiler. */
export function compilerHint(machine: Machine): string {
  if (machine.platform === 'darwin') return 'Install one: xcode-select --install';
  return 'Install one: apt install g++ (Debian, Ubuntu) or dnf install gcc-c++ (Fedora, Red Hat).';
}

/** The first of the folders that holds the headers of Node's native interface. Throws `node-headers-missing`. */
export function findNodeHeaders(folders: readonly string[]): string {
  const found = folders.find((folder) => existsSync(path.join(folder, 'node_api.h')));
  if (found !== undefined) return found;
  throw outside('node-headers-missing', {});
}

/** Where Node's own headers lie, if they came with it. */
export function ownNodeHeaders(machine: Machine): string {
  return path.resolve(path.dirname(machine.node), '..', 'include', 'node');
}

export interface Compilation {
  readonly release: Release;
  readonly compiler: Compiler;
  /** The folder with the binding's sources, and the digest that they must have. */
  readonly sources: { readonly folder: string; readonly sha256: string };
  readonly nodeHeaders: string;
  /** The unpacked TensorFlow: its libraries in place, its headers in `include`. */
  readonly folder: string;
  /** The file to write, in `folder`: the libraries are found relative to it. */
  readonly output: string;
}

/** Compiles and links the binding, about five seconds. Throws `compile-failed`. */
export async function compileBinding(work: Compilation, machine: Machine, signal?: AbortSignal): Promise<void> {
  const { command } = work.compiler;
  const parameters = [
    ...FLAGS,
    '-I',
    path.join(work.folder, 'include'),
    '-I',
    work.nodeHeaders,
    ...BINDING_SOURCES.compiled.map((name) => path.join(work.sources.folder, name)),
    '-o',
    work.output,
    ...work.release.libraries.map((name) => path.join(work.folder, name)),
    ...linkFlags(work.release),
  ];
  // The folder that TMPDIR names may be gone.
  const options = { env: { ...machine.env, TMPDIR: work.folder }, cwd: work.folder, signal };
  const said = await runChild(command, parameters, options);
  if (said === undefined) throw compilerMissing(machine);
  if (said.code === 0) return;
  const reason = said.stderr.split('\n').find((line) => line.includes('error')) ?? lastLine(said.stderr);
  throw outside('compile-failed', {
    compiler: work.compiler.version,
    reason: reason.trim(),
    advice: compilerHint(machine),
  });
}

// The libraries are found beside the binding, wherever the folder is moved to.
function linkFlags(release: Release): readonly string[] {
  if (release.platform === 'darwin') {
    return ['-bundle', '-undefined', 'dynamic_lookup', '-Wl,-rpath,@loader_path/tensorflow'];
  }
  return ['-shared', '-Wl,-rpath,$ORIGIN/tensorflow'];
}

/** The engine's name promises these very sources. Throws `package-damaged`. */
export function verifySources({ folder, sha256 }: Compilation['sources']): void {
  const names = [...BINDING_SOURCES.compiled, ...BINDING_SOURCES.included];
  const missing = names.find((name) => !existsSync(path.join(folder, name)));
  if (missing === undefined && digestSources(folder) === sha256) return;
  throw outside('package-damaged', { folder, missing });
}

/** SHA-256 of the binding's sources, names and contents, in the order of the list. */
export function digestSources(folder: string): string {
  const digest = createHash('sha256');
  for (const name of [...BINDING_SOURCES.compiled, ...BINDING_SOURCES.included]) {
    digest
      .update(`${name}\0`)
      .update(readFileSync(path.join(folder, name)))
      .update('\0');
  }
  return digest.digest('hex');
}
