import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { conv2d } from '../../graph/primitives/conv2d.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { softmax } from '../../graph/primitives/softmax.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import type { LayerScope } from '../core/scopes.ts';

const mostPixels = 64 * 64;

export const selfAttention = defineLayer({
  name: 'self_attention',
  doc: 'Every pixel looks at every other one: x + gamma * attention, where gamma is learnt from 0. For small maps, since the work grows with the square of the pixels.',
  provenance: 'SAGAN, Zhang et al. 2019, equations 1 to 3',
  example: 'e5 = e4 -> self_attention',
  stateful: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels, up to 64 x 64' }],
  parameters: {},
  emit(scope, inputs) {
    const x = one(inputs);
    const [batch = null, height, width, channels] = [x.shape[0], dimension(x, 1), dimension(x, 2), dimension(x, 3)];
    const pixels = height * width;
    if (pixels > mostPixels) {
      const reason = `${height} x ${width} are more pixels than 64 x 64: each looks at every other one`;
      scope.fail('operation-fails', { operation: 'self_attention', reason }, 'put it where the map is smaller');
    }
    // Queries and keys have an eighth of the channels, values a half, as in the paper.
    const [few, half] = [Math.max(1, Math.floor(channels / 8)), Math.max(1, Math.floor(channels / 2))];
    const rows = (name: string, depth: number) => reshape(pointwise(scope, x, name, depth), [batch, pixels, depth]);
    const shares = softmax(matmul(rows('query', few), rows('key', few), { transposeB: true }));
    const seen = reshape(matmul(shares, rows('value', half)), [batch, height, width, half]);
    const gamma = scope.weight('gamma', [1], { kind: 'zeros' });
    return add(x, mul(pointwise(scope, seen, 'output', channels), gamma));
  },
});

// A convolution of one pixel, without bias.
function pointwise(scope: LayerScope, x: Tensor, name: string, channels: number): Tensor {
  const filter = scope.weight(name, [1, 1, dimension(x, 3), channels], scope.initializer);
  return conv2d(x, filter, { stride: 1, padding: 'same', dilation: 1 });
}
