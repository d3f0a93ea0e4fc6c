// A machine for the tests of the installation: programs named python3 and c++ in a PATH of their own, a wheel of a few
// bytes, and a release that pins it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OutsideError } from '../../../src/diagnostics/outside-error.ts';
import { type Engine, findEngine } from '../../../src/engine/engine.ts';
import { BINDING_SOURCES, digestSources } from '../../../src/engine/install/compile.ts';
import { type InstallOptions, installEngine } from '../../../src/engine/install/install.ts';
import type { EngineProgress } from '../../../src/engine/install/progress.ts';
import type { Release, Variant } from '../../../src/engine/install/releases.ts';
import type { Surroundings } from '../../../src/engine/install/surroundings.ts';
import type { Machine } from '../../../src/engine/machine.ts';
import { zipFile } from './zip-file.ts';

/** Where the tests of an installation happen; `remove` deletes all of it. */
export interface FakeWorld {
  readonly room: string;
  readonly cache: string;
  /** The wheels as files, which the fake pip "downloads". */
  readonly wheels: string;
  readonly around: Surroundings;
  /** Every call of a fake program, one line each. */
  calls(): readonly string[];
  remove(): void;
}

export function fakeWorld(machine: Partial<Machine> = {}): FakeWorld {
  const room = mkdtempSync(path.join(tmpdir(), 'anoseg-fake-'));
  const place = (name: string) => {
    mkdirSync(path.join(room, name));
    return path.join(room, name);
  };
  const [bin, wheels, sources, headers] = ['bin', 'wheels', 'sources', 'headers'].map(place);
  if (!bin || !wheels || !sources || !headers) throw new Error('four folders were made');
  const log = path.join(room, 'calls');
  writeProgram(bin, 'python3', PIP);
  writeProgram(bin, 'c++', COMPILER);
  for (const name of [...BINDING_SOURCES.compiled, ...BINDING_SOURCES.included]) {
    writeFileSync(path.join(sources, name), `// ${name}\n`);
  }
  writeFileSync(path.join(headers, 'node_api.h'), '');
  const env = { PATH: bin, FAKE_LOG: log, FAKE_WHEELS: wheels };
  const here: Machine = {
    platform: 'linux',
    arch: 'x64',
    libc: () => 'glibc 2.36',
    env,
    node: process.execPath,
    nvidiaDriver: () => undefined,
    hasAvx: () => true,
    instructions: () => ['AVX', 'AVX2'],
    freeBytes: () => 1e12,
    ...machine,
  };
  const around: Surroundings = {
    machine: here,
    releases: [fakeRelease('cpu', wheels), fakeRelease('cuda', wheels)],
    sources: { folder: sources, sha256: digestSources(sources) },
    nodeHeaders: [headers],
    prove: async () => ({ ok: true, device: 'cpu', version: '9.9', milliseconds: 1, failures: [] }),
  };
  return {
    room,
    cache: path.join(room, 'cache'),
    wheels,
    around,
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []),
    remove: () => rmSync(room, { recursive: true, force: true }),
  };
}

/** The world with other programs' settings, or without some of its programs. */
export function withEnv(world: FakeWorld, env: NodeJS.ProcessEnv): Surroundings {
  const { machine } = world.around;
  return { ...world.around, machine: { ...machine, env: { ...machine.env, ...env } } };
}

/** Replaces one of the fake programs; without a script it is deleted. */
export function setProgram(world: FakeWorld, name: string, script?: string): void {
  rmSync(path.join(world.room, 'bin', name), { force: true });
  if (script !== undefined) writeProgram(path.join(world.room, 'bin'), name, script);
}

/** An installation in the fake world, and what it told. */
export async function install(
  world: FakeWorld,
  options: Partial<InstallOptions> = {},
  around: Surroundings = world.around,
) {
  const told: EngineProgress[] = [];
  const onProgress = (progress: EngineProgress) => told.push(progress);
  const engine = await installEngine({ cache: world.cache, onProgress, ...options }, around);
  return { engine, stages: [...new Set(told.map(({ stage }) => stage))] };
}

/** The error of an installation that must fail, and must leave nothing behind but finished downloads. */
export async function failure(
  world: FakeWorld,
  options: Partial<InstallOptions> = {},
  around: Surroundings = world.around,
): Promise<OutsideError> {
  const error = await install(world, options, around).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (installed(world) !== undefined) throw new Error('the engine is in place');
  const left = leftovers(world).filter((name) => name !== 'downloads');
  if (left.length > 0) throw new Error(`left behind: ${left.join(', ')}`);
  if (!(error instanceof OutsideError)) throw new Error(`not an OutsideError: ${error}`);
  return error;
}

/** The engine that a run would find. */
export function installed(world: FakeWorld): Engine | undefined {
  const { machine, releases } = world.around;
  return findEngine(world.cache, undefined, machine, releases);
}

/** What lies in the folder of unfinished installations. */
export function leftovers(world: FakeWorld): readonly string[] {
  const folder = path.join(world.cache, 'engine', '.installing');
  return existsSync(folder) ? readdirSync(folder) : [];
}

const VERSION = '9.9';
const LIBRARY = 'tensorflow/libtensorflow_cc.so.2';

// The CUDA release has a second wheel, with a program.
function fakeRelease(variant: Variant, folder: string): Release {
  const own = fakeWheel(folder, variant === 'cpu' ? 'tensorflow_cpu' : 'tensorflow', {
    [LIBRARY]: `library for ${variant}`,
    'tensorflow/include/tensorflow/c/c_api.h': 'header',
    'tensorflow/python/unneeded.py': 'unneeded',
  });
  const tool = fakeWheel(folder, 'nvidia_tool', { 'nvidia/tool/bin/ptxas': 'program' }, 0o755);
  return {
    version: VERSION,
    variant,
    platform: 'linux',
    arch: 'x64',
    tested: variant === 'cpu',
    libraries: [LIBRARY],
    wheels: variant === 'cpu' ? [own] : [own, tool],
  };
}

function fakeWheel(
  folder: string,
  name: string,
  content: Readonly<Record<string, string>>,
  mode = 0o644,
): Release['wheels'][number] {
  const bytes = zipFile(content, mode);
  const file = `${name}-${VERSION}-any.whl`;
  writeFileSync(path.join(folder, file), bytes);
  const needed = Object.keys(content).filter((member) => !member.endsWith('.py'));
  return {
    requirement: `${name.replaceAll('_', '-')}==${VERSION}`,
    file,
    platformTag: 'manylinux2014_x86_64',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    unpackedBytes: 100,
    members: needed.map((from) => ({ from, to: from.replace('tensorflow/include/', 'include/') })),
  };
}

function writeProgram(folder: string, name: string, script: string): void {
  writeFileSync(path.join(folder, name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}`, { mode: 0o755 });
}

// `python3 -m pip --version` or `python3 -m pip download … -d FOLDER`: copies the wheel of the requirement.
const PIP = `
if [ "$3" = --version ]; then echo "pip 24.0 from /nowhere (python 3.11)"; exit 0; fi
echo "pip $*" >> "$FAKE_LOG"
while [ "$1" != -d ]; do
  case "$1" in *==*) name=$1 ;; esac
  shift
done
sleep "\${FAKE_SECONDS:-0}"
file=$(echo "$name" | sed 's/==/_/; s/-/_/g; s/_9.9/-9.9-any.whl/')
cp "$FAKE_WHEELS/$file" "$2/"
`;

const COMPILER = `
if [ "$1" = --version ]; then echo "fake c++ 1.0"; exit 0; fi
echo "c++ $*" >> "$FAKE_LOG"
while [ "$1" != -o ]; do shift; done
echo binding > "$2"
`;
