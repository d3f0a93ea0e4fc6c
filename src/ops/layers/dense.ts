import { dimension } from '../../graph/ir/tensor.ts';
import { biasAdd } from '../../graph/primitives/bias-add.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { count, flag } from '../core/parameter.ts';
import { spectral, spectrallyNormed } from '../parts/spectral.ts';
import { init, startValues } from '../parts/start-values.ts';

export const dense = defineLayer({
  name: 'dense',
  doc: 'Every number of a sample connected with every channel of the result, which is 1 x 1. After `global_pool` these are the channels alone; for each pixel by itself write `conv(…, kernel: 1)`.',
  provenance: 'standard',
  example: 'gate = e4 -> global_pool -> dense(64) -> sigmoid',
  stateful: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels, taken as one vector' }],
  parameters: {
    channels: count({ doc: 'channels of the result' }),
    bias: flag({ default: true, doc: 'one more weight a channel' }),
    init,
    spectral,
  },
  emit(scope, inputs, { channels, bias, init: chosen, spectral: normed }) {
    const x = one(inputs);
    const batch = x.shape[0] ?? null;
    const numbers = dimension(x, 1) * dimension(x, 2) * dimension(x, 3);
    const start = startValues(scope, chosen, { fanIn: numbers, fanOut: channels });
    const filter = scope.weight('filter', [numbers, channels], start);
    const product = matmul(reshape(x, [batch, numbers]), normed ? spectrallyNormed(scope, filter, 1) : filter);
    const y = bias ? biasAdd(product, scope.weight('bias', [channels], { kind: 'zeros' })) : product;
    return reshape(y, [batch, 1, 1, channels]);
  },
});
