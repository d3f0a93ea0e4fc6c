import { dimension } from '../../graph/ir/tensor.ts';
import { biasAdd } from '../../graph/primitives/bias-add.ts';
import { depthwiseConv2d } from '../../graph/primitives/depthwise-conv2d.ts';
import { checkKernel, checkStride } from '../core/checks.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { count, flag, word } from '../core/parameter.ts';
import { init, startValues } from '../parts/start-values.ts';
import { depthwiseAxes, storedName } from '../parts/stored-weights.ts';
import { uneven } from '../parts/uneven.ts';

export const depthwiseConv = defineLayer({
  name: 'depthwise_conv',
  doc: 'Convolution of each channel by itself; the borders are padded with zeros, unless `border` is `none`. Followed by `conv(…, kernel: 1)` it is a separable convolution.',
  provenance: 'Chollet 2017; Howard et al. 2017',
  example: 'e2 = e1 -> depthwise_conv(kernel: 3, stride: 2) -> conv(128, kernel: 1)',
  stateful: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    kernel: count({ default: 3, doc: 'side of the filter in pixels' }),
    stride: count({ default: 1, doc: 'step of the filter; the sides must divide by it' }),
    multiplier: count({ default: 1, doc: 'channels of the result for each channel' }),
    bias: flag({ default: true, doc: 'one more weight a channel; useless before a norm' }),
    border: word(['zero', 'none'], {
      default: 'zero',
      doc: 'what the filter sees outside: zeros; `none`: it stays inside, and the sides shrink',
    }),
    uneven,
    init,
    weights: storedName,
  },
  emit(scope, inputs, { kernel, stride, multiplier, bias, border, uneven: up, init: chosen }) {
    const x = one(inputs);
    if (border === 'zero' && !up) checkStride(scope, 'depthwise_conv', x, stride);
    checkKernel(scope, 'depthwise_conv', x, kernel);
    const channels = dimension(x, 3);
    const start = startValues(scope, chosen, { fanIn: kernel * kernel, fanOut: kernel * kernel * multiplier });
    const filter = scope.weight('filter', [kernel, kernel, channels, multiplier], start, {
      part: 'weight',
      axes: depthwiseAxes,
    });
    const y = depthwiseConv2d(x, filter, { stride, padding: border === 'zero' ? 'same' : 'valid', dilation: 1 });
    return bias ? biasAdd(y, scope.weight('bias', [channels * multiplier], { kind: 'zeros' }, { part: 'bias' })) : y;
  },
});
