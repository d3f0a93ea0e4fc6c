// The number of the step, as the caller feeds it, and of the batch: where training stands. A caller that makes several calls
// in a step numbers them.
import { type Model, trainingOf } from '../../dsl/model/model.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { placeholder } from '../../graph/ir/placeholder.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { floorDiv } from '../../graph/primitives/floor-div.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { integer } from '../../graph/rules/primitive.ts';
import type { Progress } from './optimize.ts';
import { feeds } from './pictures.ts';

export interface Clock {
  readonly step: Tensor;
  /** What the caller feeds at each step, whether or not anything depends on it. */
  readonly fed: readonly Tensor[];
  /** The number of the batch: int32 scalar. */
  readonly draw: Tensor;
  readonly progress: Progress;
  /** Updates in a step of the network that has most. */
  readonly updates: number;
}

/** A network with fewer updates than another takes part in the last ones of a step. */
export function makeClock(builder: GraphBuilder, { train }: Model): Clock {
  const { accumulate } = train;
  const updates = Math.max(1, ...train.networks.map((own) => own.updates));
  const calls = updates * accumulate;
  const step = placeholder(builder, feeds.step, { shape: [], dtype: 'int32' });
  const call = calls > 1 ? placeholder(builder, feeds.update, { shape: [], dtype: 'int32' }) : undefined;
  return builder.scope('clock', () => {
    const update = call === undefined || accumulate === 1 ? call : floorDiv(call, integer(builder, accumulate));
    const numberOf = (own: number) =>
      update === undefined ? step : add(mul(step, own), sub(update, integer(builder, updates - own)));
    return {
      step,
      fed: [step, call].filter((tensor) => tensor !== undefined),
      draw: call === undefined || accumulate === 1 ? numberOf(updates) : add(mul(step, calls), call),
      progress: {
        step: cast(step, 'float32'),
        updateOf: (network: string) => cast(numberOf(trainingOf(train, network).updates), 'float32'),
      },
      updates,
    };
  });
}
