// What differs in meaning between two pipelines, runs or locks.
export type { Change } from '../runtime/compare/changes/change.ts';
export type { Changes } from '../runtime/compare/changes/changes.ts';
export { changesOf, compare, type Side } from '../runtime/compare/compare.ts';
export { areas, type Difference } from '../runtime/compare/difference.ts';
export {
  type Expectation,
  expectationOf,
  isWithin,
  type Tolerance,
  toleranceOf,
} from '../runtime/compare/expectation.ts';
export { recordedSide, runOfLock } from '../runtime/compare/recorded.ts';
export { compareRuns, type Reproduction, requireComparable } from '../runtime/compare/reproduction.ts';
