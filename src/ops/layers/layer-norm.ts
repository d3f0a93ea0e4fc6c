import { dimension } from '../../graph/ir/tensor.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { word } from '../core/parameter.ts';
import { checkSeveral, epsilon, normalized, over } from '../parts/normalized.ts';

export const layerNorm = defineLayer({
  name: 'layer_norm',
  doc: 'Each sample as a whole, or each of its pixels, with mean 0 and variance 1, then scaled and shifted by weights of each channel.',
  provenance: 'Ba et al. 2016; of pixels: ConvNeXt, Liu et al. 2022',
  example: 'e2 = e1 -> conv(128, kernel: 4, stride: 2) -> layer_norm -> leaky_relu(0.2)',
  stateful: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    of: word(['sample', 'pixel'], { default: 'sample', doc: 'all numbers of a sample, or the channels of each pixel' }),
    epsilon,
  },
  emit(scope, inputs, settings) {
    const x = one(inputs);
    const axes = settings.of === 'sample' ? [1, 2, 3] : [3];
    const numbers = axes.reduce((product, axis) => product * dimension(x, axis), 1);
    checkSeveral(scope, 'layer_norm', numbers, `a ${settings.of}`);
    return normalized(scope, x, over(axes), settings.epsilon);
  },
});
