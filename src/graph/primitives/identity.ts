// The tensor itself, after everything in `control` has run.
import { builderOf, firstOutput } from '../ir/builder.ts';
import type { GraphNode, Tensor } from '../ir/tensor.ts';
import { definePrimitive, elementType, single } from '../rules/primitive.ts';
import { sameAsFirst } from '../rules/shapes.ts';

export const Identity = definePrimitive<readonly [x: Tensor], void>({
  op: 'Identity',
  infer: sameAsFirst,
  attributes: elementType,
  gradient: ({ dy }) => [dy],
});

export function identity(x: Tensor, control: readonly GraphNode[] = []): Tensor {
  return single(Identity.apply([x], undefined, undefined, control));
}

/** The same under exactly this name in the main graph, so that it can be fetched by it. */
export function named(x: Tensor, name: string, control: readonly GraphNode[] = []): Tensor {
  const { main } = builderOf(x);
  return firstOutput(
    main.add({
      op: 'Identity',
      name,
      inputs: [x],
      attributes: elementType([x]),
      outputs: [{ shape: x.shape, dtype: x.dtype }],
      outputNames: ['output'],
      control,
    }),
  );
}
