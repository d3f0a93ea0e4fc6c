import { dimension } from '../../graph/ir/tensor.ts';
import { biasAdd } from '../../graph/primitives/bias-add.ts';
import { conv2dBackpropInput } from '../../graph/primitives/conv2d-backprop-input.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { count, flag } from '../core/parameter.ts';
import { spectral, spectrallyNormed } from '../parts/spectral.ts';
import { init, startValues } from '../parts/start-values.ts';

export const deconv = defineLayer({
  name: 'deconv',
  doc: 'Transposed convolution: the sides grow by the stride.',
  provenance: 'standard',
  example: 'd4 = e5 -> deconv(256, kernel: 4, stride: 2)',
  stateful: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    channels: count({ doc: 'channels of the result' }),
    kernel: count({ default: 4, doc: 'side of the filter in pixels; a multiple of the stride avoids checkerboards' }),
    stride: count({ default: 2, doc: 'how many times larger the sides become' }),
    bias: flag({ default: true, doc: 'one more weight a channel; useless before a norm' }),
    init,
    spectral,
  },
  emit(scope, inputs, { channels, kernel, stride, bias, init: chosen, spectral: normed }) {
    const x = one(inputs);
    if (kernel < stride)
      scope.fail('operation-fails', {
        operation: 'deconv',
        reason: `the kernel of ${kernel} leaves gaps at stride ${stride}`,
      });
    const shape = [x.shape[0] ?? null, dimension(x, 1) * stride, dimension(x, 2) * stride, channels];
    // Each number of the result has kernel / stride taps a side.
    const taps = (kernel * kernel) / (stride * stride);
    const start = startValues(scope, chosen, { fanIn: taps * dimension(x, 3), fanOut: kernel * kernel * channels });
    const filter = scope.weight('filter', [kernel, kernel, channels, dimension(x, 3)], start);
    const used = normed ? spectrallyNormed(scope, filter, 2) : filter;
    const y = conv2dBackpropInput(shape, used, x, { stride, padding: 'same', dilation: 1 });
    return bias ? biasAdd(y, scope.weight('bias', [channels], { kind: 'zeros' })) : y;
  },
});
