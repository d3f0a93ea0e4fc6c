import { staticShape } from '../../graph/ir/tensor.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { randomUniform } from '../../graph/primitives/random-uniform.ts';
import { exactly, timesNumber, unionOf, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { share, word } from '../core/parameter.ts';
import { unlessResting } from '../parts/resting.ts';

export const dropout = defineLayer({
  name: 'dropout',
  doc: 'Random numbers of x become 0 while training, drawn anew at each step; the others grow, so that the mean stays. A finished network passes x on unchanged.',
  provenance: 'Srivastava et al. 2014; of channels: Tompson et al. 2015',
  example: 'd3 = e4 -> conv(256) -> relu -> dropout(50%)',
  stateful: true,
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    rate: share({ default: 0.5, max: 0.99, doc: 'how much becomes 0' }),
    of: word(['number', 'channel'], { default: 'number', doc: 'each number by itself, or whole channels of a sample' }),
  },
  // As in training, when the others grow.
  extent: ([x = unknownExtent], { rate }) => unionOf([exactly(0), timesNumber(x, 1 / (1 - rate))]),
  emit(scope, inputs, { rate, of }) {
    const x = one(inputs);
    if (!scope.training || rate === 0) return x;
    const [n = 1, h = 1, w = 1, c = 1] = staticShape(x.shape);
    const drawn = randomUniform(scope.random('kept'), of === 'channel' ? [n, 1, 1, c] : [n, h, w, c]);
    const dropped = mul(x, mul(cast(greaterEqual(drawn, rate), 'float32'), 1 / (1 - rate)));
    return unlessResting(scope, dropped, () => x);
  },
});
