import { staticShape } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { randomNormal } from '../../graph/primitives/random-normal.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { number } from '../core/parameter.ts';

export const noiseLayer = defineLayer({
  name: 'noise',
  doc: 'Gaussian noise added to x while training, drawn anew at each step. A finished network passes x on unchanged.',
  provenance: 'Bishop 1995; on features: SimpleNet, Liu et al. 2023 (deviation 0.015)',
  example: 'features = e3 -> conv(256) -> noise(0.015)',
  stateful: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: { deviation: number({ min: 0, doc: 'standard deviation of what is added to each number' }) },
  emit(scope, inputs, { deviation }) {
    const x = one(inputs);
    if (!scope.training || deviation === 0) return x;
    return add(x, mul(randomNormal(scope.random('noise'), staticShape(x.shape)), deviation));
  },
});
