// What a run tells while it goes on: the lines of events.jsonl, what the screen shows, what `--json` prints.
import type { CategoryFigures, Metrics } from '../../metrics/types.ts';
import type { ToldResolution } from '../images/resolution.ts';

export const stages = ['engine', 'data', 'compile', 'train', 'export', 'threshold', 'evaluate', 'report'] as const;
export type Stage = (typeof stages)[number];

/** The figures of metrics.json. */
export interface RunMetrics extends Metrics, CategoryFigures {
  readonly format_version: '1.0';
  readonly resolution: ToldResolution;
  readonly threshold: number | null;
  readonly threshold_from: string | null;
  readonly image_threshold: number | null;
  readonly image_threshold_from: string | null;
  /** What is done to predicted masks, for `iou` and `f1`; absent: nothing. */
  readonly clean_up?: CleanUp;
  /** Where AUPRO ends. */
  readonly fpr_limit: number;
  /** Sentences that speak against the result; absent where there are none. */
  readonly doubts?: readonly string[];
  readonly train: TrainMetrics | null;
}

/** Steps by name, with their settings; lengths in pixels of an image whose shorter side has `side`. */
export interface CleanUp {
  readonly side: number;
  readonly steps: readonly CleanUpStep[];
}

export interface CleanUpStep {
  readonly name: string;
  readonly [setting: string]: number | string;
}

export interface TrainMetrics {
  readonly steps: number;
  readonly seconds: number;
  readonly median_step_ms: number;
  /** After which the exported weights stood. This and what follows: where the pipeline has a rule for it. */
  readonly kept_step?: number;
  readonly kept_metric?: string;
  /** On damaged held-out images; null where it was never defined, and the last weights were kept. */
  readonly kept_value?: number | null;
  readonly stopped_early?: boolean;
}

/** A measurement that no other has been better than. */
export interface BestSoFar {
  readonly step: number;
  readonly value: number;
}

/** The rule by which a training keeps weights, and where it stands. */
export interface KeepStanding {
  readonly metric: string;
  readonly best: BestSoFar | null;
  /** Measurements that may still fail to be better before training stops early; null where it never does. */
  readonly left: number | null;
}

export type RunEvent =
  | {
      readonly event: 'start';
      readonly run: string;
      readonly name: string;
      readonly digest: string;
      readonly steps: number;
      /** The first step of this process: 0, or where a run was resumed. */
      readonly from: number;
      readonly losses: readonly string[];
      /** What the report shows, in this order. */
      readonly report: readonly string[];
      /** Absent where the last weights are kept. */
      readonly keep?: KeepStanding & { readonly every: number };
    }
  | { readonly event: 'stage'; readonly stage: Stage }
  | {
      readonly event: 'progress';
      readonly stage: Stage;
      readonly done: number;
      readonly total: number;
      readonly detail?: string;
      /** Of training, if steps go on as those of this process. */
      readonly seconds_left?: number;
    }
  | {
      readonly event: 'step';
      readonly step: number;
      readonly loss: Readonly<Record<string, number>>;
      readonly step_ms: number;
    }
  | { readonly event: 'checkpoint'; readonly step: number; readonly path: string }
  /** The weights after this step were measured on damaged held-out images. */
  | ({
      readonly event: 'validation';
      readonly step: number;
      /** Null where the figure is not defined. */
      readonly value: number | null;
    } & KeepStanding)
  /** Training is over; these weights are exported. */
  | {
      readonly event: 'kept';
      readonly step: number;
      readonly metric: string;
      readonly value: number | null;
      readonly stopped_early: boolean;
    }
  /** `lost`: something that was saved is gone, which is told with `--quiet`, too. */
  | { readonly event: 'warning'; readonly message: string; readonly lost?: true }
  | {
      readonly event: 'stopped';
      readonly step: number;
      readonly run: string;
      /** Whether `--resume` can go on with it; older logs do not say, and could. */
      readonly resumable?: boolean;
    }
  /** A second signal ended the engine process at once. Told by the terminal's process, so it is in no events.jsonl. */
  | {
      readonly event: 'killed';
      readonly run: string;
      readonly step: number;
      /** The step of the last save; 0 where there is none. */
      readonly saved: number;
      readonly resumable: boolean;
    }
  | {
      readonly event: 'failed';
      readonly code: string;
      readonly message: string;
      readonly hint: string;
      readonly exit: number;
    }
  | { readonly event: 'done'; readonly run: string; readonly metrics: RunMetrics };

/** What a step told that was done before the run went on. */
export type EarlierStep = Pick<Extract<RunEvent, { event: 'step' }>, 'step' | 'loss'>;

export type Emit = (event: RunEvent) => void;
