// Tensors of one shape stacked along a new axis.
import { bug } from '../../diagnostics/outside-error.ts';
import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';
import { unstack } from './unstack.ts';

export const Pack = definePrimitive<readonly Tensor[], { readonly axis: number }>({
  op: 'Pack',
  infer: (inputs, { axis }) => {
    const first = inputs[0] ?? bug('nothing to stack');
    return { shape: first.shape.toSpliced(axis, 0, inputs.length), dtype: first.dtype };
  },
  attributes: (inputs, { axis }): Attributes => ({
    N: { kind: 'int', value: inputs.length },
    T: typeAttribute(inputs[0]),
    axis: { kind: 'int', value: axis },
  }),
  gradient: ({ dy, parameters: { axis } }) => unstack(dy, axis),
});

/** `axis`: of the result (negative: from its end). */
export function stack(inputs: readonly Tensor[], axis = 0): Tensor {
  const rank = inputs[0]?.shape.length ?? bug('nothing to stack');
  return single(Pack.apply(inputs, { axis: axis < 0 ? axis + rank + 1 : axis }));
}
