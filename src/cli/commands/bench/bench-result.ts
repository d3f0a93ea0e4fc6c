// What a bench found, for those who tell it, as text and as JSON.
import type { Measured, Profile } from '../../../api/runs.ts';

/** What was measured, for those who tell it. */
export interface BenchResult {
  /** As it was named. */
  readonly pipeline: string;
  readonly measured: Measured;
  readonly profile: Profile;
  readonly threads: number;
  /** Of the whole training. */
  readonly trainingSteps: number;
}

/** Milliseconds of the whole training, where its steps go on as those that were measured. */
export function expectedTraining(stepMs: number, steps: number): number {
  return stepMs * steps;
}

/** Operations that are told. */
export const shownOperations = 10;
