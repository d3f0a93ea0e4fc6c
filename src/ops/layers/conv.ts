import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { biasAdd } from '../../graph/primitives/bias-add.ts';
import { conv2d } from '../../graph/primitives/conv2d.ts';
import { mirrorPad } from '../../graph/primitives/mirror-pad.ts';
import { checkKernel, checkStride } from '../core/checks.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { count, flag, word } from '../core/parameter.ts';
import { spectral, spectrallyNormed } from '../parts/spectral.ts';
import { init, startValues } from '../parts/start-values.ts';
import { filterAxes, storedName } from '../parts/stored-weights.ts';
import { uneven } from '../parts/uneven.ts';

export const conv = defineLayer({
  name: 'conv',
  doc: 'Convolution. The sides shrink by the stride; the borders are padded, unless `border` is `none`.',
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
    border: word(['zero', 'reflect', 'none'], {
      default: 'zero',
      doc: 'what the filter sees outside: zeros or the image mirrored; `none`: it stays inside, and the sides shrink',
    }),
    uneven,
    init,
    spectral,
    weights: storedName,
  },
  emit(
    scope,
    inputs,
    { channels, kernel, stride, dilation, bias, border, init: chosen, spectral: normed, uneven: up },
  ) {
    const x = one(inputs);
    const reach = (kernel - 1) * dilation + 1;
    if (border !== 'none' && !up) checkStride(scope, 'conv', x, stride);
    checkKernel(scope, 'conv', x, reach);
    const start = startValues(scope, chosen, {
      fanIn: kernel * kernel * dimension(x, 3),
      fanOut: kernel * kernel * channels,
    });
    const filter = scope.weight('filter', [kernel, kernel, dimension(x, 3), channels], start, {
      part: 'weight',
      axes: filterAxes,
    });
    const used = normed ? spectrallyNormed(scope, filter, 3) : filter;
    const y = conv2d(border === 'reflect' ? reflected(x, reach, stride) : x, used, {
      stride,
      padding: border === 'zero' ? 'same' : 'valid',
      dilation,
    });
    return bias ? biasAdd(y, scope.weight('bias', [channels], { kind: 'zeros' }, { part: 'bias' })) : y;
  },
});

// As much border as zeros would have: more of it behind where it cannot be even.
function reflected(x: Tensor, reach: number, stride: number): Tensor {
  const border = Math.max(0, reach - stride);
  const around = [Math.floor(border / 2), Math.ceil(border / 2)] as const;
  return border === 0 ? x : mirrorPad(x, [[0, 0], around, around, [0, 0]]);
}
