// dy above 0, slope * dy below: the gradient of leaky relu in one kernel.

import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { sameAsFirst } from '../rules/shapes.ts';

export const LeakyReluGrad = definePrimitive<readonly [dy: Tensor, x: Tensor], { readonly slope: number }>({
  op: 'LeakyReluGrad',
  infer: sameAsFirst,
  attributes: (_, { slope }): Attributes => ({
    T: { kind: 'type', value: 'float32' },
    alpha: { kind: 'float', value: slope },
  }),
  outputs: ['backprops'],
  gradient: ({ inputs: [, x], dy, parameters: { slope } }) => [leakyReluGrad(dy, x, slope), undefined],
});

export function leakyReluGrad(dy: Tensor, x: Tensor, slope: number): Tensor {
  return single(LeakyReluGrad.apply([dy, x], { slope }));
}
