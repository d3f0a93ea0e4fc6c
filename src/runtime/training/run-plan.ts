// From what the command line asks for to a run in a folder of its own: a new one, or one that goes on.

import { existsSync } from 'node:fs';
import { outside } from '../../diagnostics/outside-error.ts';
import type { SourceBundle } from '../../dsl/load/bundle.ts';
import type { Model } from '../../dsl/model/model.ts';
import { modelFromText } from '../../dsl/model/serial.ts';
import { usualThreads } from '../../engine/machine-choices.ts';
import { type Claim, claimFolder, refuseBusyFolder } from '../claim/claim.ts';
import type { CheckedPipeline } from '../contract/checked-pipeline.ts';
import type { RunEvent } from '../contract/events.ts';
import { modelOf } from '../record/bundled-model.ts';
import { checkMeaning, type LockedStart, type LockFile, readLock } from '../record/lock.ts';
import { refuseDataPlace } from '../record/out-place.ts';
import {
  claimNewRun,
  createRunFolder,
  type RunFolder,
  refuseLinks,
  removeRunDrafts,
  runFolder,
} from '../record/run-folder.ts';
import { readHistory } from '../record/run-history.ts';
import type { Checkpoint } from './checkpoint.ts';
import { sourcesToGoOn } from './edited-sources.ts';
import { type DamagedState, describeDamaged, findSavedState, type SavedState } from './saved-states.ts';

/** What the command line asks for. Plain data: it crosses to the engine process. */
export interface RunRequest {
  readonly pipeline: CheckedPipeline;
  readonly dataFolder: string;
  /** Where the run folder goes: `--out`, or undefined for a new one under runs/. */
  readonly out: string | undefined;
  readonly threads: number | undefined;
  readonly device: 'cpu' | 'gpu' | undefined;
  /** Files that networks start from. */
  readonly starts: readonly LockedStart[];
  /** Of the run that shall come out again: its data is required, and its threads, oneDNN and device are taken. */
  readonly reproduces?: DecidingRun;
}

/** What a run of before decides for this one. */
export interface DecidingRun {
  readonly lock: LockFile;
  /** Its data.csv. */
  readonly data: string;
}

/** A run to go on with. */
export interface ResumeRequest {
  readonly resume: string;
  readonly dataFolder: string | undefined;
  /** With another TensorFlow, processor or library than it began with, too. */
  readonly elsewhere?: boolean;
  /** A run that is finished by the time that its folder is claimed is refused; else it is exported and measured again. */
  readonly unlessFinished?: boolean;
}

/** @throws OutsideError `run-exists`, `out-exists`, `out-in-data`, `run-busy`, `no-run`, `run-changed`, `meaning-changed`, `checkpoint-foreign` */
export function planRun(request: RunRequest | ResumeRequest, command: string): Promise<RunPlan> {
  return 'resume' in request ? planResume(request, command) : planNew(request, command);
}

/** A run that is about to begin, or to go on: its folder is claimed. */
export interface RunPlan {
  readonly model: Model;
  readonly digest: string;
  readonly folder: RunFolder;
  /** On the folder: nobody else works in it. */
  readonly claim: Claim;
  readonly bundle: SourceBundle;
  readonly overrides: Readonly<Record<string, string>>;
  readonly dataFolder: string;
  readonly threads: number;
  readonly device: 'cpu' | 'gpu' | undefined;
  readonly starts: readonly LockedStart[];
  /** Of the run that goes on. */
  readonly lock: LockFile | undefined;
  /** Of the run that decides on data and machine: the one that goes on, or that shall come out again. */
  readonly decided: DecidingRun | undefined;
  /** Where it goes on; undefined: from the beginning. */
  readonly checkpoint: Checkpoint | undefined;
  /** Saved states that are newer, and damaged. */
  readonly damaged: readonly DamagedState[];
  /** Of steps that are made again. */
  readonly warnings: readonly Warning[];
  /** Whether it may go on with another machine. */
  readonly mayMove: boolean;
}

async function planNew(request: RunRequest, command: string): Promise<RunPlan> {
  const { pipeline, dataFolder, out, threads, device, reproduces } = request;
  const { name, bundle, overrides, digest } = pipeline;
  const model = modelFromText(pipeline.model);
  refuseDataPlace(out, model, dataFolder);
  const folder = out === undefined ? createRunFolder('runs', name, digest.replace('sha256:', '')) : runFolder(out);
  const claim = await claimNewRun(folder, bundle, command);
  return {
    model,
    digest,
    folder,
    claim,
    bundle,
    overrides,
    dataFolder,
    threads: reproduces?.lock.threads ?? threads ?? usualThreads(),
    device: reproduces?.lock.device ?? device,
    starts: request.starts,
    lock: undefined,
    decided: reproduces,
    checkpoint: undefined,
    damaged: [],
    warnings: [],
    mayMove: false,
  };
}

async function planResume(request: ResumeRequest, command: string): Promise<RunPlan> {
  const folder = runFolder(request.resume);
  // Something else than a run is not even claimed; one that has just begun may not look like one yet.
  refuseBusyFolder(folder.folder);
  readLock(folder);
  const claim = await claimFolder(folder.folder, command);
  try {
    if (request.unlessFinished === true && existsSync(folder.metrics))
      throw outside('run-exists', { folder: folder.folder });
    return planOfLocked(folder, claim, request);
  } catch (error) {
    claim.release();
    throw error;
  }
}

function planOfLocked(folder: RunFolder, claim: Claim, { dataFolder, elsewhere = false }: ResumeRequest): RunPlan {
  refuseLinks(folder);
  const lock = readLock(folder);
  const bundle = sourcesToGoOn(folder, lock);
  const { model, digest } = modelOf(bundle, lock, folder.lock);
  checkMeaning(lock, digest);
  const { threads, device, parameters: overrides } = lock;
  removeRunDrafts(folder);
  const saved = findSavedState({ parent: folder.checkpoints, run: lock.identity });
  return {
    model,
    digest,
    folder,
    claim,
    bundle,
    overrides,
    dataFolder: dataFolder ?? lock.data.folder,
    threads,
    device,
    starts: lock.starts ?? [],
    lock,
    decided: { lock, data: folder.data },
    ...saved,
    warnings: warningsOf(saved, folder.events),
    mayMove: elsewhere,
  };
}

type Warning = Extract<RunEvent, { event: 'warning' }>;

function warningsOf(saved: SavedState, events: string): readonly Warning[] {
  const damaged = describeDamaged(saved);
  if (damaged !== undefined) return [{ event: 'warning', message: damaged, lost: true }];
  // A run that was killed before its first save, or whose states were deleted.
  const { step } = readHistory(events);
  if (saved.checkpoint !== undefined || step === 0) return [];
  const message = `there is no saved state: the run begins again from step 0, and was at step ${step}`;
  return [{ event: 'warning', message }];
}
