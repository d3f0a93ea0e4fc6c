// What a bench measures: plain data, which crosses from the engine process, and what it says at a glance.
import type { Phase } from '../../compiler/node-work.ts';
import { medianOf } from '../../statistics/sample.ts';

export interface Measured {
  readonly steps: number;
  readonly step: Times;
  /** The same on a batch that is there already. */
  readonly network: Times;
  /** Samples of a step, those of all its batches. */
  readonly samples: number;
  /** Of the whole process, in bytes. */
  readonly peakMemory: number;
  /** From the request to the first step's end, in milliseconds: reading, TensorFlow's own start, compiling. */
  readonly setupMs: number;
  /** Programs that wanted a processor when it began, by the system's count of a minute, and processors. */
  readonly busy: { readonly load: number; readonly cores: number };
  readonly pictures: { readonly count: number; readonly areDrawn: boolean };
  readonly engine: EngineFacts;
}

export interface Times {
  /** Milliseconds on the clock, one for each step. */
  readonly wall: readonly number[];
  /** Milliseconds of processors. */
  readonly cpu: readonly number[];
}

export interface EngineFacts {
  readonly tensorflow: string;
  readonly variant: string;
  readonly device: 'cpu' | 'gpu';
  /** Undefined where TensorFlow decides. */
  readonly oneDnn: 'on' | 'off' | undefined;
}

/** Of the times on the clock. */
export function spreadOf({ wall }: Times): { readonly median: number; readonly min: number; readonly max: number } {
  return { median: medianOf(wall), min: Math.min(...wall), max: Math.max(...wall) };
}

/** Times in milliseconds of one step. */
export interface Profile {
  readonly steps: number;
  readonly total: number;
  /** The most expensive first. */
  readonly operations: readonly ProfiledOperation[];
  /** What belongs to no operation: pictures, the clock, sums of losses. */
  readonly rest: number;
}

export interface ProfiledOperation {
  readonly name: string;
  readonly operation: string;
  /** Where the user's text has it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly times: Readonly<Record<Phase, number>>;
}

export function totalOf({ times }: Pick<ProfiledOperation, 'times'>): number {
  return times.forward + times.backward + times.update;
}
