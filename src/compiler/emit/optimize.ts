// Gradients, clipping and updates of the weights of networks that minimise one objective.

import { bug } from '../../diagnostics/outside-error.ts';
import { type Model, trainingOf } from '../../dsl/model/model.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { div } from '../../graph/primitives/div.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { gradients } from '../../graph/rules/gradients.ts';
import type { WeightUpdate } from '../../ops/core/scopes.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { operationFor } from '../../ops/table.ts';
import { plainScope } from './emission-error.ts';
import type { Objectives } from './objectives.ts';
import { restedBefore, restOf } from './rests.ts';
import { emitNumber } from './schedules.ts';
import type { TrainedWeight, Weights } from './weights.ts';

/** Where training stands: float scalars. */
export interface Progress {
  /** The step, from 0. */
  readonly step: Tensor;
  /** The number of a network's update, from 0: the step, unless it has several updates in each. */
  readonly updateOf: (network: string) => Tensor;
}

/** Adds the updates of all networks: generators minimise the sum of the lines, each discriminator its own side. */
export function emitAllUpdates(
  builder: GraphBuilder,
  model: Model,
  weights: Weights,
  objectives: Objectives,
  progress: Progress,
): void {
  const generators = model.networks.filter(({ role }) => role === 'generator').map(({ name }) => name);
  if (objectives.generator) emitUpdates(builder, model, weights, generators, objectives.generator, progress);
  for (const [name, objective] of objectives.discriminators) {
    emitUpdates(builder, model, weights, [name], objective, progress);
  }
}

// The updates of several networks that minimise one objective.
function emitUpdates(
  builder: GraphBuilder,
  model: Model,
  weights: Weights,
  networks: readonly string[],
  objective: Tensor,
  progress: Progress,
): void {
  const trained = networks
    .map((network) => ({ network, own: weights.trained(network) }))
    .filter(({ own }) => own.length > 0);
  const values = trained.flatMap(({ own }) => own.map(({ value }) => value));
  const slopes = builder.scope('gradients', () => gradients(objective, values));
  let start = 0;
  for (const { network, own } of trained) {
    const given = own.map((item, i) => ({ ...item, gradient: slopes[start + i] ?? bug('no gradient') }));
    start += own.length;
    builder.scope(`optimizer/${network}`, () => {
      const updates = given.map((item) => ({ ...item, gradient: weights.meanOfBatches(item.weight, item.gradient) }));
      optimize(builder, model, weights, network, clip(model, network, updates), progress);
      for (const item of own) average(model, weights, item, progress.step);
    });
  }
}

function optimize(
  builder: GraphBuilder,
  { train }: Model,
  weights: Weights,
  network: string,
  updates: readonly WeightUpdate[],
  { step, updateOf }: Progress,
): void {
  const { optimizer } = trainingOf(train, network);
  const scope = {
    ...plainScope(builder),
    step: updatesOf(train, network, { step, updateOf }),
    updates,
    scheduled: (value: Parameters<typeof emitNumber>[1]) => emitNumber(builder, value, step, train.steps),
    slot: (name: string, weight: WeightUpdate['weight']) => weights.slot(name, weight),
    apply: (op: string, inputs: readonly Tensor[], attributes = floats) =>
      weights.update(network, op, inputs, attributes),
  };
  operationFor(optimizer, 'optimizer').emit(scope, settingsOf(optimizer));
}

// Updates of the network before: those at which it rested do not count.
function updatesOf(train: Model['train'], network: string, { step, updateOf }: Progress): Tensor {
  const own = trainingOf(train, network);
  const rest = restOf(own, train.steps);
  return rest ? sub(updateOf(network), mul(restedBefore(step, rest), own.updates)) : updateOf(network);
}

const floats: Parameters<Weights['update']>[3] = { T: { kind: 'type', value: 'float32' } };

// First each number, then the norm of all gradients of the network together.
function clip({ train }: Model, network: string, updates: readonly WeightUpdate[]): readonly WeightUpdate[] {
  const { value, norm } = trainingOf(train, network).clip;
  const bounded =
    value === 0
      ? updates
      : updates.map((update) => ({ ...update, gradient: minimum(maximum(update.gradient, -value), value) }));
  const squares = bounded.map(({ gradient }) => sum(square(gradient)));
  const total = squares.length > 0 ? squares.reduce((a, b) => add(a, b)) : undefined;
  if (norm === 0 || total === undefined) return bounded;
  const factor = div(norm, maximum(sqrt(total), norm));
  return bounded.map((update) => ({ ...update, gradient: mul(update.gradient, factor) }));
}

// The average forgets quickly at first, when the weights change most (as TensorFlow's does).
function average({ train, networks }: Model, weights: Weights, item: TrainedWeight, step: Tensor): void {
  const isGenerator = networks.some(
    ({ name, role }) => role === 'generator' && item.weight.name.startsWith(`${name}/`),
  );
  if (train.emaDecay === 0 || !isGenerator) return;
  const decay = minimum(div(add(step, 1), add(step, 10)), train.emaDecay);
  weights.average(item, (old, value) => add(mul(old, decay), mul(value, sub(1, decay))));
}
