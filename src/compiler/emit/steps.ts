// What the caller fetches to take a step: one call, or several where a network has several updates in each, or an update
// several batches. Each waits for what it writes.
import { bug } from '../../diagnostics/outside-error.ts';
import { type Model, trainingOf } from '../../dsl/model/model.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { named } from '../../graph/primitives/identity.ts';
import type { Stretch } from './rests.ts';
import type { BatchPlace, Weights } from './weights.ts';

/** The names of what the calls of a step are: each fetch is made once. */
export interface Steps {
  /** The step from which on they are it. */
  readonly from: number;
  /** In order. */
  readonly before: readonly Tensor[];
  readonly last: Tensor;
}

/**
 * A fetch for each update of a step; the last one updates every network that does not rest. Where an update takes several
 * batches, another one for those that only add up.
 */
export function emitSteps(
  builder: GraphBuilder,
  model: Model,
  weights: Weights,
  losses: Tensor,
  updates: number,
  { from, resting }: Stretch,
): Steps {
  const { accumulate } = model.train;
  const takingPart = (update: number) =>
    model.networks
      .filter(({ name }) => update >= updates - trainingOf(model.train, name).updates)
      .map(({ name }) => name);
  const fetch = (update: number, call: string, of: BatchPlace) => {
    const name = from === 0 ? call : `${call}_from_${from}`;
    const writes = builder.scope(name, () => weights.writes(new Set(takingPart(update)), of, resting));
    return named(losses, name, writes);
  };
  const callsOf = (update: number, name: string): readonly Tensor[] => {
    const adding = accumulate > 1 ? [fetch(update, `train_add_${update}`, 'before the last')] : [];
    const repeated = adding.flatMap((tensor) => Array<Tensor>(accumulate - 1).fill(tensor));
    return [...repeated, fetch(update, name, 'last')];
  };
  const calls = Array.from({ length: updates }, (_, update) =>
    callsOf(update, update === updates - 1 ? 'train_step' : `train_update_${update}`),
  ).flat();
  return { from, before: calls.slice(0, -1), last: calls.at(-1) ?? bug('a step without a call') };
}
