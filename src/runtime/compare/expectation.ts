// How alike a second run can be expected to come out, from what both compute with.
import type { NetworkModel } from '../../dsl/model/model.ts';
import { type LockFile, type Sameness, samenessOf } from '../record/lock.ts';
import { type Machine, machineDifferences } from './compare.ts';
import type { Difference } from './difference.ts';
import type { Reproduction } from './reproduction.ts';

export interface Expectation {
  /** `bits`: the same digits; `tolerance`: figures that are near. */
  readonly level: Sameness;
  /** By the run of before, for machines that agree in everything. */
  readonly promised: Sameness;
  /** Of what bits can depend on. */
  readonly differences: readonly Difference[];
}

/** Node computes nothing, and another release of anoseg that understands the pipeline alike need not, either. */
const harmless: ReadonlySet<string> = new Set(['node', 'anoseg']);

export function expectationOf(before: LockFile, now: LockFile): Expectation {
  const differences = machineDifferences(before, now);
  const promised = samenessOf(before);
  const isBits = promised === 'bits' && samenessOf(now) === 'bits' && differences.every(isHarmless);
  return { level: isBits ? 'bits' : 'tolerance', promised, differences };
}

/** What changes bits where a run would go on with another machine. */
export function harmfulDifferences(before: Machine, now: Machine): readonly Difference[] {
  return machineDifferences(before, now).filter((difference) => !isHarmless(difference));
}

export function isHarmless({ name }: Pick<Difference, 'name'>): boolean {
  return harmless.has(name);
}

/** How far apart two trainings may come out where bits differ: our choice, above what was measured (docs/reproduce.md). */
export interface Tolerance {
  /** Of figures, such as AUROC. */
  readonly figures: number;
  /** Of the losses of the first step, as a share: nothing but that step's own rounding can part them. */
  readonly first_step: number;
}

/** Networks that train against each other make more of a last digit than one that learns alone. */
export function toleranceOf({ networks }: { readonly networks: readonly Pick<NetworkModel, 'role'>[] }): Tolerance {
  const isAdversarial = networks.some(({ role }) => role === 'discriminator');
  return { figures: isAdversarial ? 0.15 : 0.05, first_step: 0.001 };
}

// Thresholds are no figures; AUPIMO hangs on the few normal pixels that score highest, which a last digit changes.
const unjudged = /threshold|^aupimo$/u;

export function isWithin(
  { figures, first_step: firstStep }: Tolerance,
  { losses, metrics }: Pick<Reproduction, 'losses' | 'metrics'>,
): boolean {
  const compared = metrics.filter(({ name }) => !unjudged.test(name));
  return (
    (losses.first_step_relative_difference ?? 0) <= firstStep &&
    compared.every(({ a, b }) => a !== null && b !== null && Math.abs(Number(a) - Number(b)) <= figures)
  );
}
