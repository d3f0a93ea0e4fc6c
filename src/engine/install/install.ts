// Brings TensorFlow under the native binding: wheels, libraries, compilation, proof. The finished folder is renamed
// into the cache as a whole, so an engine is complete or absent, whatever interrupts this.
import { existsSync, lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { requireCache } from '../cache-fault.ts';
import { BINDING, chooseRelease, type Engine, engineOf, isInstalled } from '../engine.ts';
import {
  type Compiler,
  compileBinding,
  compilerMissing,
  findCompiler,
  findNodeHeaders,
  verifySources,
} from './compile.ts';
import { findPip } from './download.ts';
import { removeDrafts } from './drafts.ts';
import { explainFileError } from './file-errors.ts';
import type { EngineProgress } from './progress.ts';
import { findDamagedFiles, readRecord, writeRecord } from './record.ts';
import type { Release, Variant } from './releases.ts';
import { checkSpace } from './space.ts';
import { type Surroundings, surroundingsHere } from './surroundings.ts';
import { inTurn } from './turn.ts';
import { unpackMembers } from './unpack.ts';
import {
  fetchWheel,
  findWheels,
  type Gathering,
  reuseDownloads,
  takeWheels,
  type VerifiedWheel,
  variantOfWheel,
} from './wheels.ts';

export interface InstallOptions {
  /** Default: the variant of the given wheel, else CUDA where there is an NVIDIA driver. */
  readonly variant?: Variant | undefined;
  /** TensorFlow's wheel, or a folder of wheels: nothing is downloaded then. */
  readonly wheel?: string | undefined;
  readonly cache: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: EngineProgress) => void;
}

/** One installation at work. */
interface Job extends Gathering {
  readonly options: InstallOptions;
  readonly around: Surroundings;
  readonly release: Release;
  readonly engine: Engine;
}

/**
 * Installs the engine unless it is there and whole to the last byte, and returns it. Safe to interrupt, to repeat, and to run twice at once: the
 * second waits for the first. Throws an OutsideError for whatever the machine lacks, before it downloads anything, and
 * the reason of an aborted `signal`.
 */
export async function installEngine(
  options: InstallOptions,
  around: Surroundings = surroundingsHere(),
): Promise<Engine> {
  const { machine, releases } = around;
  const { cache, signal } = options;
  const onProgress = throttle(options.onProgress);
  const given = options.wheel === undefined ? undefined : variantOfWheel(options.wheel, machine, releases);
  const release = chooseRelease(machine, options.variant ?? given, releases);
  const engine = engineOf(cache, release);
  if (options.wheel !== undefined) findWheels(options.wheel, release, releases);
  const room = path.join(cache, 'engine', '.installing');
  try {
    if (await isWhole(engine)) return engine;
    requireCache(cache);
    makeRoom(room);
    const onWait = (pid: number, host: string) =>
      onProgress({ stage: 'wait', detail: `process ${pid} on ${host}`, done: 0, total: 0 });
    return await inTurn(path.join(room, 'lock'), { signal, onWait }, async () => {
      if (await isWhole(engine)) return engine;
      removeDrafts(room);
      const draft = mkdtempSync(path.join(room, 'draft-'));
      const downloads = path.join(room, 'downloads');
      const job = { machine, downloads, draft, signal, onProgress, options, around, release, engine };
      return await makeEngine(job).finally(() => rmSync(draft, { recursive: true, force: true }));
    });
  } catch (error) {
    throw signal?.aborted ? signal.reason : explainFileError(error, cache);
  }
}

async function isWhole(engine: Engine): Promise<boolean> {
  const record = isInstalled(engine) ? readRecord(engine.folder) : undefined;
  // Earlier releases recorded no digests: what cannot be verified is installed anew.
  return record?.files !== undefined && (await findDamagedFiles(engine.folder, record)).length === 0;
}

// All that lies in it is ours, so that what is no folder may go.
function makeRoom(room: string): void {
  const downloads = path.join(room, 'downloads');
  for (const folder of [room, downloads]) {
    if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) rmSync(folder);
  }
  mkdirSync(room, { recursive: true });
}

async function makeEngine(job: Job): Promise<Engine> {
  const { around, release, engine, signal } = job;
  const compiler = await findCompiler(around.machine);
  if (compiler === undefined) throw compilerMissing(around.machine);
  const nodeHeaders = findNodeHeaders(around.nodeHeaders);
  verifySources(around.sources);
  const wheels = await gatherWheels(job);
  const folder = path.join(job.draft, 'engine');
  await unpackWheels(wheels, folder, job);
  tell(job, 'compile', compiler.version);
  const output = path.join(folder, BINDING);
  const { sources } = around;
  const compilation = { release, compiler, sources, nodeHeaders, folder, output };
  await compileBinding(compilation, around.machine, signal);
  rmSync(path.join(folder, 'include'), { recursive: true });
  await requireProof(output, job);
  await writeRecord(folder, factsOf(compiler, release));
  await publish(folder, engine);
  for (const { wheel } of wheels) rmSync(path.join(job.downloads, wheel.file), { force: true });
  return engine;
}

async function gatherWheels(job: Job): Promise<readonly VerifiedWheel[]> {
  const { release, options, around } = job;
  if (options.wheel !== undefined) {
    checkSpace(release, [], options.cache, around.machine);
    return await takeWheels(options.wheel, release, around.releases, job);
  }
  const present = await reuseDownloads(release, job);
  const missing = release.wheels.filter((wheel) => !present.some((have) => have.wheel === wheel));
  checkSpace(release, missing, options.cache, around.machine);
  if (missing.length === 0) return present;
  const pip = await findPip(around.machine);
  const fetched: VerifiedWheel[] = [];
  for (const wheel of missing) fetched.push(await fetchWheel(wheel, pip, job));
  return [...present, ...fetched];
}

async function unpackWheels(wheels: readonly VerifiedWheel[], folder: string, job: Job): Promise<void> {
  const total = wheels.reduce((sum, { wheel }) => sum + wheel.unpackedBytes, 0);
  let done = 0;
  for (const { wheel, file } of wheels) {
    const onBytes = (count: number) => {
      done += count;
      job.onProgress({ stage: 'unpack', detail: wheel.file, done, total });
    };
    await unpackMembers(file, wheel.members, folder, onBytes, job.signal);
  }
}

async function requireProof(bindingPath: string, job: Job): Promise<void> {
  tell(job, 'test', BINDING);
  const { machine, prove } = job.around;
  const proof = await prove(bindingPath, machine, job.signal);
  if (!('error' in proof) && proof.ok) return;
  const reason = 'error' in proof ? proof.error : proof.failures.join('; ');
  throw outside('engine-test-failed', { version: job.release.version, reason });
}

function factsOf(compiler: Compiler, { version, variant, wheels }: Release) {
  const digests = Object.fromEntries(wheels.map(({ file, sha256 }) => [file, sha256]));
  return { version, variant, compiler: compiler.version, wheels: digests };
}

// Should two installations run after all (the file of the turn was deleted by hand), the first one stays. What is damaged is moved
// aside, which works for a folder of another user too, and deleted where that is allowed.
async function publish(folder: string, engine: Engine): Promise<void> {
  if (await isWhole(engine)) return;
  const aside = `${engine.folder}.damaged-${process.pid}`;
  if (lstatSync(engine.folder, { throwIfNoEntry: false }) !== undefined) renameSync(engine.folder, aside);
  try {
    renameSync(folder, engine.folder);
  } catch (error) {
    if (!existsSync(engine.bindingPath)) throw error;
  }
  try {
    rmSync(aside, { recursive: true, force: true });
  } catch {
    // Another user's: the doctor names it.
  }
}

// Bytes move thousands of times a second; people look ten times.
function throttle(show: (progress: EngineProgress) => void): (progress: EngineProgress) => void {
  let shown = { key: '', time: 0 };
  return (progress) => {
    const key = `${progress.stage} ${progress.detail}`;
    const time = Date.now();
    if (key === shown.key && time < shown.time + 100 && progress.done < progress.total) return;
    shown = { key, time };
    show(progress);
  };
}

function tell(job: Job, stage: EngineProgress['stage'], detail: string): void {
  job.onProgress({ stage, detail, done: 0, total: 0 });
}
