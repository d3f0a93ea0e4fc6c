// What `anoseg reproduce` found.
import type { Expectation, Reproduction } from '../../../api/compare.ts';

export type Verdict = 'identical' | 'near' | 'different';

export interface Evidence {
  readonly verdict: Verdict;
  readonly run: string;
  readonly again: string;
  readonly expectation: Expectation;
  readonly reproduction: Reproduction;
}
