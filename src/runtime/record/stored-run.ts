// A run that has been trained, read from its folder: its model, its thresholds, what it was trained with.
import { existsSync } from 'node:fs';
import { outside } from '../../diagnostics/outside-error.ts';
import type { SourceBundle } from '../../dsl/load/bundle.ts';
import type { Model } from '../../dsl/model/model.ts';
import { refuseBusyFolder } from '../claim/claim.ts';
import type { RunMetrics } from '../contract/events.ts';
import { storedForms } from '../stored/forms.ts';
import { readStoredJson } from '../stored/stored-json.ts';
import { modelOf } from './bundled-model.ts';
import { type LockFile, readLock } from './lock.ts';
import { requireMetrics, requireResults } from './result-digests.ts';
import { type RunFolder, runFolder } from './run-folder.ts';
import { storedSources } from './stored-sources.ts';
import type { Thresholds } from './thresholds.ts';

/** What a run began with. */
export interface RunRecord {
  readonly folder: RunFolder;
  readonly lock: LockFile;
  readonly bundle: SourceBundle;
  readonly model: Model;
  /** Of the pipeline as this release understands it. */
  readonly digest: string;
}

export interface StoredRun extends RunRecord {
  readonly metrics: RunMetrics;
}

/** Of a run that need not be finished. @throws OutsideError `no-run`, `run-changed`, `lock-damaged` */
export function readRecord(place: string): RunRecord {
  const folder = runFolder(place);
  const lock = readLock(folder);
  const bundle = storedSources(folder, lock);
  return { folder, lock, bundle, ...modelOf(bundle, lock, folder.lock) };
}

/** @throws OutsideError `no-run`, `run-busy`, `run-changed`, `run-incomplete` */
export function openStoredRun(place: string): StoredRun {
  const { metrics, ...trained } = openTrainedRun(place);
  if (metrics === undefined) {
    throw outside('run-incomplete', { run: place });
  }
  return { ...trained, metrics };
}

/** A run whose training has ended, and with it all that its figures come of. */
export interface TrainedRun extends RunRecord {
  /** Undefined where it has not been measured: its data changed meanwhile, or it was stopped then. */
  readonly metrics: RunMetrics | undefined;
}

/** The same of a run that has a finished model, and perhaps no figures. @throws OutsideError */
export function openTrainedRun(place: string): TrainedRun {
  // While a run goes on, its model and its figures may change under our hands.
  refuseBusyFolder(place);
  const folder = runFolder(place);
  const lock = readLock(folder);
  const metrics = readMetrics(folder.metrics);
  if (metrics === undefined && !existsSync(folder.model)) throw outside('run-incomplete', { run: place });
  requireResults(folder, lock, 'model');
  return { ...readRecord(place), metrics };
}

/** Undefined where there is no such file. @throws OutsideError `metrics-damaged` */
export function readMetrics(file: string): RunMetrics | undefined {
  // Figures that its release did not know are missing, which whoever shows them takes as undefined.
  const metrics = readStoredJson(file, storedForms.metrics) as RunMetrics | undefined;
  if (metrics !== undefined) requireMetrics(file);
  return metrics;
}

/** What a command says of thresholds: undefined for what the run has found. */
export interface GivenThresholds {
  readonly threshold: number | undefined;
  readonly imageThreshold: number | undefined;
}

/** `found`: by the run, or for it. */
export function thresholdsOf(found: Thresholds, { threshold, imageThreshold }: GivenThresholds): Thresholds {
  return {
    pixel: threshold ?? found.pixel,
    pixelFrom: threshold === undefined ? found.pixelFrom : '--threshold',
    image: imageThreshold ?? found.image,
    imageFrom: imageThreshold === undefined ? found.imageFrom : '--image-threshold',
  };
}

export function thresholdsFound(metrics: RunMetrics): Thresholds {
  const {
    threshold: pixel,
    threshold_from: pixelFrom,
    image_threshold: image,
    image_threshold_from: imageFrom,
  } = metrics;
  return { pixel, pixelFrom, image, imageFrom };
}
