// The memory of a training step, estimated from its graph: weights and what belongs to them, the tensors
// that gradients need again, and the most that is held at one time.
import { bytesOf, multiplyAdds } from '../../graph/analysis/costs.ts';
import { Liveness } from '../../graph/analysis/liveness.ts';
import { neededNodes } from '../../graph/ir/needed.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { emitAllUpdates } from '../emit/optimize.ts';
import type { Planned } from './planned.ts';

/** Bytes, but for the last number. TensorFlow itself, the program and the images come on top. */
export interface StepCost {
  readonly weights: number;
  /** State of optimisers and layers, running averages, sums of gradients. */
  readonly state: number;
  /** Values of the way forward that the way back needs. */
  readonly kept: number;
  /** All tensors and variables at the worst moment. */
  readonly peak: number;
  /** Of a whole step: forward, backward, every update, all batches of an update. */
  readonly multiplyAdds: number;
}

/** Adds gradients and updates to the graph of the plan, which nothing else uses afterwards. */
export function costOfStep({ model, builder, objectives, weights, step }: Planned): StepCost {
  const forward = new Set(builder.main.nodes);
  const number = cast(step, 'float32');
  emitAllUpdates(builder, model, weights, objectives, { step: number, updateOf: () => number });
  const writes = weights.writes(new Set(model.networks.map(({ name }) => name)));
  const logged = objectives.logged.map(({ value }) => value.node);
  const nodes = neededNodes(builder.main.nodes, [...writes, ...logged]);
  const liveness = new Liveness(nodes);
  const bytes = (roles: readonly Parameters<typeof weights.ofRole>[0][]) =>
    roles.flatMap((role) => weights.ofRole(role)).reduce((sum, variable) => sum + bytesOf(variable), 0);
  const own = bytes(['weight', 'frozen']);
  const state = bytes(['layer', 'average', 'optimizer', 'sum']);
  return {
    weights: own,
    state,
    kept: liveness.keptAfter(nodes.filter((node) => forward.has(node)).length),
    peak: own + state + liveness.peak(),
    multiplyAdds: model.train.accumulate * nodes.reduce((sum, node) => sum + multiplyAdds(node), 0),
  };
}

/**
 * Bytes of the whole process without images: TensorFlow keeps freed memory and works on several nodes at a
 * time. Both numbers are ours, a line through measured peaks (TensorFlow 2.19, CPU, two threads; the
 * quickstart from 64 x 64 to 256 x 256, which it meets within 4 %).
 */
export function processMemory({ peak }: Pick<StepCost, 'peak'>): number {
  return Math.round(500e6 + 1.41 * peak);
}
