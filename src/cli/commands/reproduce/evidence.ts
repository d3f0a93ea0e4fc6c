// What `anoseg reproduce` found.
import type { Expectation, Reproduction, Tolerance } from '../../../api/compare.ts';

export type Verdict = 'identical' | 'near' | 'different';

export interface Evidence {
  readonly verdict: Verdict;
  readonly run: string;
  readonly again: string;
  readonly expectation: Expectation;
  /** Where the expectation is no more than figures that are near. */
  readonly tolerance: Tolerance;
  readonly reproduction: Reproduction;
}
