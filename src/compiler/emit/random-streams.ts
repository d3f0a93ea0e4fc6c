// Named streams of random numbers: the key is a digest of seed and name, the counter says which step,
// sample, attempt and patch. So an edit elsewhere in the file shifts no draw, and a step draws the same
// whatever was run before it.
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { uint64s } from '../../graph/ir/constant.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { bitcastPairs } from '../../graph/primitives/bitcast.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { stack } from '../../graph/primitives/stack.ts';
import { integer } from '../../graph/rules/primitive.ts';
import type { RandomState } from '../../graph/rules/random.ts';

/** Where in a stream: int32 scalars, 0 where absent. */
export interface StreamPlace {
  readonly step?: Tensor | undefined;
  readonly slot?: Tensor | undefined;
  readonly attempt?: Tensor | undefined;
  readonly patch?: Tensor | undefined;
  readonly trial?: Tensor | undefined;
}

/** The state for one draw. A digest takes time: where nothing is drawn there is none. */
export function randomState(builder: GraphBuilder, seed: number, name: string, place: StreamPlace): RandomState {
  const key = builder.current.constant(uint64s([builder.runs ? streamKey(seed, name) : 0n]));
  if (Object.values(place).every((part) => part === undefined)) {
    return { key, counter: builder.current.constant(uint64s([0n, 0n])) };
  }
  const zero = integer(builder, 0);
  const { slot = zero, step = zero } = place;
  // The low half of the first number counts the values of one draw.
  const halves = [zero, repetition(place, zero), slot, step];
  return { key, counter: bitcastPairs(reshape(stack(halves), [2, 2])) };
}

// Up to 1,024 trials of 1,024 attempts of 1,024 patches.
function repetition({ attempt, patch, trial }: StreamPlace, zero: Tensor): Tensor {
  const parts = [patch, attempt && mul(attempt, 2 ** 10), trial && mul(trial, 2 ** 20)];
  const [first = zero, ...others] = parts.filter((part) => part !== undefined);
  return others.reduce((sum, part) => add(sum, part), first);
}

/** 64 bits that tell streams apart. */
export function streamKey(seed: number, name: string): bigint {
  return new DataView(sha256(utf8ToBytes(`${seed}\n${name}`)).buffer).getBigUint64(0, true);
}
