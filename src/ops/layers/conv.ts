import { biasAdd } from '../../graph/primitives/bias-add.ts';
import { conv2d } from '../../graph/primitives/conv2d.ts';
import { dimension } from '../../graph/tensor.ts';
import { checkKernel, checkStride } from '../checks.ts';
import { one } from '../inputs.ts';
import { defineLayer } from '../operation.ts';
import { count, flag } from '../parameter.ts';

export const conv = defineLayer({
  name: 'conv',
  doc: 'Convolution. The sides shrink by the stride; the borders are padded with zeros.',
  provenance: 'standard',
  example: 'e1 = seen -> conv(64, kernel: 4, stride: 2)',
  stateful: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    channels: count({ doc: 'channels of the result' }),
    kernel: count({ default: 3, doc: 'side of the filter in pixels' }),
    stride: count({ default: 1, doc: 'step of the filter; the sides must divide by it' }),
    dilation: count({ default: 1, doc: 'distance between the pixels that the filter sees' }),
    bias: flag({ default: true, doc: 'one more weight a channel; useless before a norm' }),
  },
  emit(scope, inputs, { channels, kernel, stride, dilation, bias }) {
    const x = one(inputs);
    checkStride(scope, 'conv', x, stride);
    checkKernel(scope, 'conv', x, (kernel - 1) * dilation + 1);
    const filter = scope.weight('filter', [kernel, kernel, dimension(x, 3), channels], scope.initializer);
    const y = conv2d(x, filter, { stride, padding: 'same', dilation });
    return bias ? biasAdd(y, scope.weight('bias', [channels], { kind: 'zeros' })) : y;
  },
});
