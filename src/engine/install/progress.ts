// What an installation tells while it runs. Drawing it is the terminal's business.

export type EngineStage = 'wait' | 'download' | 'verify' | 'unpack' | 'compile' | 'convert' | 'test';

/** One moment of an installation; comes at most ten times a second for each file, and at its end. */
export interface EngineProgress {
  readonly stage: EngineStage;
  /** The file at work, the compiler, or, for `wait`, the process that installs already. */
  readonly detail: string;
  /** Bytes done and bytes in all; 0 and 0 where there is nothing to count. */
  readonly done: number;
  readonly total: number;
}
