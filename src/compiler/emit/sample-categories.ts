// Which category each sample is of: a number that a step, or whoever runs the finished model, is fed with.
import { categoriesOf } from '../../dsl/model/categories.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { int32s } from '../../graph/ir/constant.ts';
import { placeholder } from '../../graph/ir/placeholder.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { equal } from '../../graph/primitives/equal.ts';
import { reshape } from '../../graph/primitives/reshape.ts';

export interface SampleCategories {
  /** int32 [n], from 0, in the order of the sources. */
  readonly index: Tensor;
  /** How many categories there are. */
  readonly count: number;
}

/** `samples`: null where any number may come. */
export function feedCategories(
  builder: GraphBuilder,
  name: string,
  samples: number | null,
  { data }: Pick<Model, 'data'>,
): SampleCategories {
  const index = placeholder(builder, name, { shape: [samples], dtype: 'int32' });
  return { index, count: categoriesOf(data).length };
}

/** n x categories, float32: 1 for its own. One that there is not is 0 everywhere. */
export function oneHot(builder: GraphBuilder, { index, count }: SampleCategories): Tensor {
  const numbers = builder.current.constant(int32s(Array.from({ length: count }, (_, i) => i)));
  return cast(equal(reshape(index, [index.shape[0] ?? null, 1]), reshape(numbers, [1, count])), 'float32');
}
