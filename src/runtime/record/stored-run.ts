// A finished run, read from its folder: its model, its thresholds, what it was trained with.
import { outside } from '../../diagnostics/outside-error.ts';
import type { SourceBundle } from '../../dsl/load/bundle.ts';
import type { Model } from '../../dsl/model/model.ts';
import { refuseBusyFolder } from '../claim/claim.ts';
import type { RunMetrics } from '../contract/events.ts';
import { readStoredJson, type Shape, type StoredForm } from '../files/stored-json.ts';
import { modelOf } from './bundled-model.ts';
import { type LockFile, readLock } from './lock.ts';
import { type RunFolder, runFolder } from './run-folder.ts';
import { storedSources } from './stored-sources.ts';
import type { Thresholds } from './thresholds.ts';

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
    throw outside('run-incomplete', { run: place });
  }
  return { folder, lock, bundle, metrics, ...modelOf(bundle, lock) };
}

const figures: Readonly<Record<string, Shape>> = {
  images: 'number',
  ...Object.fromEntries(
    ['image_auroc', 'image_ap', 'image_f1', 'pixel_auroc', 'pixel_ap', 'aupro', 'aupimo', 'iou', 'f1'].map(
      (name) => [name, 'number or null?'] as const,
    ),
  ),
  best_iou: 'number or null?',
  best_f1: 'number or null?',
};
const metricsForm: StoredForm = {
  code: 'metrics-damaged',
  keys: {
    format_version: 'text',
    ...figures,
    threshold: 'number or null',
    threshold_from: 'text or null',
    image_threshold: 'number or null',
    image_threshold_from: 'text or null',
    fpr_limit: 'number?',
    defects: { each: { keys: figures }, of: 'object' },
    train: { keys: { steps: 'number', seconds: 'number', median_step_ms: 'number' }, orNull: true },
  },
};

/** Undefined where there is no such file. @throws OutsideError `metrics-damaged` */
export function readMetrics(file: string): RunMetrics | undefined {
  return readStoredJson<RunMetrics>(file, metricsForm);
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
