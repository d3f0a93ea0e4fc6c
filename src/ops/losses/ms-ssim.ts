import { bug } from '../../diagnostics/outside-error.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { averagePool } from '../../graph/primitives/average-pool.ts';
import { exp } from '../../graph/primitives/exp.ts';
import { log } from '../../graph/primitives/log.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineLoss } from '../core/operation.ts';
import { count } from '../core/parameter.ts';
import type { LossScope } from '../core/scopes.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { rangeOf, similarity, values, windowSide } from '../parts/structure.ts';

// Of the finest scale first; with fewer scales they are stretched to add up to 1 again.
const exponents = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];
// A scale on which the two are opposites counts as this, so that the other scales still teach.
const least = 1e-4;

export const msSsim = defineLoss({
  name: 'ms_ssim',
  doc: '1 - structural similarity over several scales, each half as large as the one before.',
  provenance: 'Wang et al. 2003, equation 7; fewer than five scales, with exponents that add up to 1, are our choice',
  example: 'similarity = 5 * ms_ssim(reconstruction, image, scales: 3)',
  inputs: comparedTensors,
  parameters: {
    scales: count({ default: 5, max: 5, doc: 'how many; the sides must be at least 11 * 2 ^ (scales - 1)' }),
    values,
  },
  emit(scope, inputs, settings) {
    let [x, y] = comparedPair(scope, 'ms_ssim', inputs);
    const { scales } = settings;
    checkScales(scope, x, scales);
    const range = rangeOf(scope, settings.values);
    const total = exponents.slice(0, scales).reduce((sum, exponent) => sum + exponent, 0);
    let product: Tensor | undefined;
    for (const [scale, exponent] of exponents.slice(0, scales).entries()) {
      if (scale > 0) [x, y] = [halved(x), halved(y)];
      const { whole, structure } = similarity(scope, x, y, range);
      const factor = raised(scale === scales - 1 ? whole : structure, exponent / total);
      product = product === undefined ? factor : mul(product, factor);
    }
    return sub(1, mean(product ?? bug('no scale'), { axes: [1] }));
  },
});

function checkScales(scope: LossScope, x: Tensor, scales: number): void {
  const side = Math.min(dimension(x, 1), dimension(x, 2));
  const needed = windowSide * 2 ** (scales - 1);
  if (side >= needed) return;
  const fit = Math.floor(Math.log2(side / windowSide)) + 1;
  const reason = `${scales} scale${scales === 1 ? ' needs' : 's need'} sides of at least ${needed} pixels, not ${side}`;
  scope.fail('operation-fails', { operation: 'ms_ssim', reason }, fit > 0 ? `write \`scales: ${fit}\`` : undefined);
}

// At an odd side the last row counts by itself.
function halved(x: Tensor): Tensor {
  return averagePool(x, { window: 2, stride: 2, padding: 'same' });
}

function raised(x: Tensor, exponent: number): Tensor {
  return exp(mul(log(maximum(x, least)), exponent));
}
