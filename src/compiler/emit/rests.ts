// Networks that are frozen for some steps: when each rests, and how training falls into parts of which nothing rests in one
// what does not rest in all of it.
import type { Model, NetworkTraining } from '../../dsl/model/model.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { phaseSteps } from '../../ops/schedules/phase.ts';

interface Rest {
  readonly from: number;
  readonly until: number;
}

/** The steps at which a network rests, from the first to before the last; undefined where it never does. */
export function restOf({ rests }: Pick<NetworkTraining, 'rests'>, steps: number): Rest | undefined {
  return rests && phaseSteps(settingsOf(rests), steps);
}

/** So many steps that a network has rested before `step` (float scalar). */
export function restedBefore(step: Tensor, { from, until }: Rest): Tensor {
  return minimum(maximum(sub(step, from), 0), until - from);
}

export interface Stretch {
  /** Its first step. */
  readonly from: number;
  /** The networks that rest in all of it. */
  readonly resting: ReadonlySet<string>;
}

/** In order, from step 0; one where nothing rests. */
export function stretchesOf({ networks, steps }: Model['train']): readonly Stretch[] {
  const rests = networks.flatMap((own) => {
    const rest = restOf(own, steps);
    return rest ? [{ network: own.network, ...rest }] : [];
  });
  const borders = new Set(
    [0, ...rests.flatMap(({ from, until }) => [from, until])].filter((at) => at === 0 || at < steps),
  );
  return [...borders]
    .toSorted((a, b) => a - b)
    .map((from) => {
      const resting = rests.filter((rest) => rest.from <= from && from < rest.until);
      return { from, resting: new Set(resting.map(({ network }) => network)) };
    });
}
