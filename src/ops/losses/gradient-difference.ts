import { bug } from '../../diagnostics/outside-error.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { pow } from '../../graph/primitives/pow.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineLoss } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { checkNeighbours, differences } from '../parts/differences.ts';

export const gradientDifference = defineLoss({
  name: 'gradient_difference',
  doc: 'How much the steps between neighbouring pixels differ in size, along rows plus along columns: it sharpens a reconstruction.',
  provenance: 'Mathieu et al. 2016, equation 6, with means for sums',
  example: 'edges = 5 * gradient_difference(reconstruction, image)',
  inputs: comparedTensors,
  parameters: { power: number({ default: 1, min: 1, max: 4, doc: 'exponent of each difference' }) },
  emit(scope, inputs, { power }) {
    const [prediction, target] = comparedPair(scope, 'gradient_difference', inputs);
    checkNeighbours(scope, 'gradient_difference', prediction);
    const wanted = differences(target);
    const parts = differences(prediction).map((step, i) => {
      const difference = sub(abs(wanted[i] ?? bug('an axis is missing')), abs(step));
      return mean(raised(difference, power), { axes: [1, 2, 3] });
    });
    return parts.reduce((a, b) => add(a, b));
  },
});

function raised(x: Tensor, power: number): Tensor {
  if (power === 2) return square(x);
  return power === 1 ? abs(x) : pow(abs(x), power);
}
