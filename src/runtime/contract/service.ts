// What a piece of work in the engine process is handed besides its request: ways to tell, to be stopped, and to open
// TensorFlow. So it can be run without a process of its own, too.
import type { BindingOptions, TensorFlowBinding } from '../../engine/binding.ts';
import type { Engine } from '../../engine/engine.ts';

export interface OpenedEngine {
  readonly engine: Engine;
  readonly binding: TensorFlowBinding;
  /** What it was loaded with; undefined where TensorFlow decided. */
  readonly oneDnn: 'on' | 'off' | undefined;
}

/** `E`: what it tells while it goes on. */
export interface Surroundings<E> {
  readonly emit: (event: E) => void;
  readonly stopRequested: () => boolean;
  readonly openEngine: (
    options: Pick<
      BindingOptions,
      'threads' | 'device' | 'lockedDevice' | 'fixedFilters' | 'oneDnn' | 'variables' | 'kernelLog'
    >,
  ) => OpenedEngine;
  readonly anosegVersion: string;
  /** What the user wrote, as a shell takes it. */
  readonly command: string;
  /** How long training goes on between two saved states, at most. */
  readonly saveEveryMs: number;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
}

/** True where the work is complete; false where it was stopped. */
export type Service<R, E> = (request: R, around: Surroundings<E>) => Promise<boolean>;
