// What the terminal's process and the engine process say to each other. Plain data.

import type { BenchEvent, BenchRequest } from '../bench/bench.ts';
import type { ProfileEvent, ProfileRequest } from '../bench/profile.ts';
import type { RunEvent } from '../contract/events.ts';
import type { EvaluateRequest } from '../evaluation/evaluate-finished-run.ts';
import type { PredictEvent, PredictRequest } from '../predict/predict.ts';
import type { PreviewEvent, PreviewRequest } from '../preview/preview.ts';
import type { ScoreEvent, ScoreRequest } from '../score/score-maps.ts';
import type { ResumeRequest, RunRequest } from '../training/run-plan.ts';

/** What the engine process can do: what each is asked with, and what it tells. */
export interface Services {
  readonly run: { readonly request: RunRequest | ResumeRequest; readonly event: RunEvent };
  readonly evaluate: { readonly request: EvaluateRequest; readonly event: RunEvent };
  readonly predict: { readonly request: PredictRequest; readonly event: PredictEvent };
  readonly score: { readonly request: ScoreRequest; readonly event: ScoreEvent };
  readonly preview: { readonly request: PreviewRequest; readonly event: PreviewEvent };
  readonly bench: { readonly request: BenchRequest; readonly event: BenchEvent };
  readonly profile: { readonly request: ProfileRequest; readonly event: ProfileEvent };
}

export type ServiceName = keyof Services;

export interface Order<K extends ServiceName> {
  readonly kind: 'order';
  readonly service: K;
  readonly request: Services[K]['request'];
  readonly version: string;
  /** What the user wrote, as a shell takes it. */
  readonly command: string;
}

export type AnyOrder = { readonly [K in ServiceName]: Order<K> }[ServiceName];

export type ToEngine = AnyOrder | { readonly kind: 'stop' };

export type FromEngine<K extends ServiceName = ServiceName> =
  | { readonly kind: 'event'; readonly event: Services[K]['event'] }
  /** `finished`: false where the work was stopped. */
  | { readonly kind: 'end'; readonly finished: boolean }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly message: string;
      readonly hint: string;
      /** The exit code of the command. */
      readonly exit: 3 | 4;
      readonly stack: string | undefined;
    };
