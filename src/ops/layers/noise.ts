import { bug } from '../../diagnostics/outside-error.ts';
import { staticShape, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { randomNormal } from '../../graph/primitives/random-normal.ts';
import { checkSameShape } from '../core/checks.ts';
import { defineLayer } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import type { Scope } from '../core/scopes.ts';
import { unlessResting } from '../parts/resting.ts';

export const noiseLayer = defineLayer({
  name: 'noise',
  doc: 'Gaussian noise added to x while training, drawn anew at each step; with `where` only in so far as that is above 0. A finished network passes x on unchanged.',
  provenance:
    'Bishop 1995; on features: SimpleNet, Liu et al. 2023 (deviation 0.015); where a mask is: SuperSimpleNet, Rolih et al. 2024',
  example: 'features = e3 -> conv(256) -> noise(0.015)',
  stateful: true,
  inputs: [
    { name: 'x', type: 'tensor', doc: 'height x width x channels' },
    {
      name: 'where',
      type: 'tensor',
      optional: true,
      doc: 'of the sides of x, of 1 channel or as many: what the noise is multiplied by, such as `mask -> max_pool(8, stride: 8)`; without it 1 everywhere',
    },
  ],
  parameters: { deviation: number({ min: 0, doc: 'standard deviation of what is added to each number' }) },
  emit(scope, inputs, { deviation }) {
    const [x = bug('noise without x'), where] = inputs;
    if (where) checkFits(scope, x, where);
    if (!scope.training || deviation === 0) return x;
    const drawn = mul(randomNormal(scope.random('noise'), staticShape(x.shape)), deviation);
    return unlessResting(scope, add(x, where ? mul(drawn, where) : drawn), () => x);
  },
});

// The noise is as large as x: `where` must not make it larger.
function checkFits(scope: Scope, x: Tensor, where: Tensor): void {
  const isOne = where.shape.at(-1) === 1;
  const [, ...sides] = where.shape;
  const fits = sides.every((size, axis) => size === x.shape[axis + 1] || (isOne && axis === 2));
  if (!fits) checkSameShape(scope, 'noise', [x, where]);
}
