// A finished run, read from its folder: its model, its thresholds, what it was trained with.
import { existsSync, readFileSync } from 'node:fs';
import { OutsideError } from '../diagnostics/outside-error.ts';
import type { SourceBundle } from '../dsl/bundle.ts';
import type { Model } from '../dsl/model.ts';
import { modelOf } from './bundled-model.ts';
import { refuseBusyFolder } from './claim/claim.ts';
import type { RunMetrics } from './events.ts';
import { type LockFile, readLock, storedSources } from './lock.ts';
import { type RunFolder, runFolder } from './run-folder.ts';
import type { Thresholds } from './threshold.ts';

export interface StoredRun {
  readonly folder: RunFolder;
  readonly lock: LockFile;
  readonly bundle: SourceBundle;
  readonly model: Model;
  readonly digest: string;
  readonly metrics: RunMetrics;
}

/** @throws OutsideError `no-run`, `run-busy`, `run-changed`, `run-incomplete` */
export function openStoredRun(place: string): StoredRun {
  const folder = runFolder(place);
  // While a run goes on, its model and its figures may change under our hands.
  refuseBusyFolder(place);
  const lock = readLock(folder);
  const bundle = storedSources(folder, lock);
  const metrics = readMetrics(folder.metrics);
  if (metrics === undefined) {
    throw new OutsideError(
      'run-incomplete',
      `the run ${place} has not been finished: it has no metrics.json`,
      `finish it with \`anoseg run --resume ${place}\``,
    );
  }
  return { folder, lock, bundle, metrics, ...modelOf(bundle, lock) };
}

/** Undefined where there is no such file. */
export function readMetrics(file: string): RunMetrics | undefined {
  if (!existsSync(file)) return undefined;
  const metrics: RunMetrics = JSON.parse(readFileSync(file, 'utf8'));
  return metrics;
}

/** What a command says of thresholds: undefined for what the run has found. */
export interface GivenThresholds {
  readonly threshold: number | undefined;
  readonly imageThreshold: number | undefined;
}

export function thresholdsOf({ metrics }: StoredRun, { threshold, imageThreshold }: GivenThresholds): Thresholds {
  return {
    pixel: threshold ?? metrics.threshold,
    pixelFrom: threshold === undefined ? metrics.threshold_from : '--threshold',
    image: imageThreshold ?? metrics.image_threshold,
    imageFrom: imageThreshold === undefined ? metrics.image_threshold_from : '--image-threshold',
  };
}
