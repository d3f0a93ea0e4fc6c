// A run as the engine would tell it, each event with its time in milliseconds. Numbers are made up, fixed.
import type { MetricSet } from '../../../src/metrics/types.ts';
import type { BestSoFar, RunEvent, RunMetrics } from '../../../src/runtime/contract/events.ts';

export interface TimedEvent {
  readonly at: number;
  readonly event: RunEvent;
}

export const run = 'runs/mvtec-bottle-4c5b1f9a-1';

const set = (images: number, less: number): MetricSet => ({
  images,
  image_auroc: 0.9987 - less,
  image_ap: 0.9991 - less,
  image_f1: null,
  pixel_auroc: 0.9812 - less,
  pixel_ap: 0.7731 - less,
  aupro: 0.9402 - less,
  aupimo: null,
  iou: 0.612 - less,
  f1: 0.7593 - less,
  best_iou: 0.63 - less,
  best_f1: 0.77 - less,
  best_threshold: 0.4,
});

export const metrics: RunMetrics = {
  ...set(83, 0),
  format_version: '1.0',
  resolution: 'ground-truth',
  threshold: 0.43123,
  threshold_from: 'quantile(map, 99.5%) on holdout (21 normal images)',
  image_threshold: null,
  image_threshold_from: null,
  fpr_limit: 0.3,
  defects: {
    broken_large: set(20, 0.01),
    broken_small: set(22, 0.02),
    contamination: { ...set(21, 0.03), aupro: null },
  },
  train: { steps: 2000, seconds: 160, median_step_ms: 79 },
};

const losses = ['pixel', 'reconstruction', 'adversarial'];

/** `seconds` from the beginning of the training, a step event each; 12.5 steps a second of 2,000. */
function trainingUntil(seconds: number): readonly TimedEvent[] {
  return Array.from({ length: seconds }, (_, i) => {
    const step = Math.round(12.5 * (i + 1));
    const loss = {
      pixel: 1.9 * Math.exp(-step / 300),
      reconstruction: 0.14 + Math.exp(-step / 200),
      adversarial: 0.5 + 0.2 * Math.sin(step / 150),
    };
    return { at: 20_000 + 1000 * (i + 1), event: { event: 'step', step, loss, step_ms: 79 } };
  });
}

const beginning: readonly TimedEvent[] = [
  {
    at: 0,
    event: {
      event: 'start',
      run,
      name: 'mvtec-bottle',
      digest: 'sha256:4c5b1f9a0d2e77aa',
      steps: 2000,
      from: 0,
      losses,
      report: ['image_auroc', 'pixel_auroc', 'pixel_ap', 'aupro', 'iou', 'f1'],
    },
  },
  { at: 10, event: { event: 'stage', stage: 'engine' } },
  { at: 2110, event: { event: 'stage', stage: 'data' } },
  { at: 3000, event: { event: 'progress', stage: 'data', done: 77, total: 209 } },
  { at: 5000, event: { event: 'progress', stage: 'data', done: 209, total: 209 } },
  { at: 8000, event: { event: 'stage', stage: 'compile' } },
  { at: 20_000, event: { event: 'stage', stage: 'train' } },
];

const warning: TimedEvent = {
  at: 6000,
  event: { event: 'warning', message: 'the image train/good/017.png was resized\nfrom 900 x 901' },
};
const saved: TimedEvent = { at: 70_500, event: { event: 'checkpoint', step: 625, path: `${run}/checkpoints/625` } };
const trained: TimedEvent = {
  at: 180_500,
  event: { event: 'checkpoint', step: 2000, path: `${run}/checkpoints/2000` },
};

const finish: readonly TimedEvent[] = [
  { at: 181_000, event: { event: 'stage', stage: 'export' } },
  { at: 182_500, event: { event: 'stage', stage: 'threshold' } },
  { at: 184_000, event: { event: 'stage', stage: 'evaluate' } },
  { at: 186_000, event: { event: 'progress', stage: 'evaluate', done: 40, total: 83 } },
  { at: 190_000, event: { event: 'stage', stage: 'report' } },
  { at: 190_400, event: { event: 'done', run, metrics } },
];

const inOrder = (...events: readonly TimedEvent[]): readonly TimedEvent[] => events.toSorted((a, b) => a.at - b.at);

/** In the middle of reading images. */
export const readingData = beginning.slice(0, 4);
export const training = inOrder(...beginning, ...trainingUntil(72), saved);
export const trainingWithWarning = inOrder(...training, warning);
export const stopped = inOrder(...training, { at: 93_000, event: { event: 'stopped', step: 900, run } });
export const failed = inOrder(...training, {
  at: 93_000,
  event: {
    event: 'failed',
    code: 'disk-full',
    message: 'the disk is full: the state at step 900 was not saved',
    hint: 'make room, then go on with `anoseg run --resume`',
    exit: 3,
  },
});
export const done = inOrder(...beginning, ...trainingUntil(160), saved, trained, warning, ...finish);

const rule = { metric: 'pixel_ap', every: 250 };

/** The same where the best weights are kept: the figure falls in the end, and training stops early. */
export const keeping = inOrder(
  ...beginning.map(
    ({ at, event }): TimedEvent =>
      event.event === 'start' ? { at, event: { ...event, keep: { ...rule, best: null, left: 2 } } } : { at, event },
  ),
  ...trainingUntil(72),
  saved,
  measurement(40_500, 250, 0.7123, { step: 250, value: 0.7123 }, 2),
  measurement(60_500, 500, 0.9134, { step: 500, value: 0.9134 }, 2),
  measurement(80_500, 750, 0.9011, { step: 500, value: 0.9134 }, 1),
);
const keptTrain = { steps: 1000, seconds: 80, median_step_ms: 79, kept_step: 500, kept_metric: 'pixel_ap' };
export const kept = inOrder(
  ...keeping,
  measurement(100_500, 1000, null, { step: 500, value: 0.9134 }, 0),
  { at: 100_600, event: { event: 'kept', step: 500, metric: 'pixel_ap', value: 0.9134, stopped_early: true } },
  ...finish.map(
    ({ at, event }): TimedEvent =>
      event.event === 'done'
        ? {
            at,
            event: {
              ...event,
              metrics: { ...metrics, train: { ...keptTrain, kept_value: 0.9134, stopped_early: true } },
            },
          }
        : { at, event },
  ),
);

function measurement(at: number, step: number, value: number | null, best: BestSoFar, left: number): TimedEvent {
  return { at, event: { event: 'validation', step, value, metric: rule.metric, best, left } };
}
