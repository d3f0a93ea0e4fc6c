import { mean } from '../../graph/primitives/mean.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { checkKernel } from '../core/checks.ts';
import { defineLoss } from '../core/operation.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { rangeOf, similarity, values, windowSide } from '../parts/structure.ts';

export const ssim = defineLoss({
  name: 'ssim',
  doc: '1 - structural similarity under a Gaussian window of 11 pixels (deviation 1.5), over all places where it lies inside.',
  provenance: 'Wang et al. 2004, equation 13',
  example: 'similarity = 5 * ssim(reconstruction, image)',
  inputs: comparedTensors,
  parameters: { values },
  emit(scope, inputs, settings) {
    const [prediction, target] = comparedPair(scope, 'ssim', inputs);
    checkKernel(scope, 'ssim', prediction, windowSide);
    const { whole } = similarity(scope, prediction, target, rangeOf(scope, settings.values));
    return sub(1, mean(whole, { axes: [1] }));
  },
});
