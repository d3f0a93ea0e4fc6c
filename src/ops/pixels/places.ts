// The places along a side as constants, to compute with.
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { float32s } from '../../graph/ir/constant.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';

/** 0, 1, … `size` - 1 in the given shape. */
export function countUp({ current }: GraphBuilder, size: number, shape: readonly number[] = [size]): Tensor {
  return current.constant(
    float32s(
      Array.from({ length: size }, (_, i) => i),
      shape,
    ),
  );
}
