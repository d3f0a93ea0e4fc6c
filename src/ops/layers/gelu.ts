import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { erf } from '../../graph/primitives/erf.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { square } from '../../graph/primitives/square.ts';
import { tanh } from '../../graph/primitives/tanh.ts';
import { unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { word } from '../core/parameter.ts';

export const gelu = defineLayer({
  name: 'gelu',
  doc: 'x times the share of a standard normal distribution that lies below x.',
  provenance: 'Hendrycks and Gimpel 2016, section 2',
  example: 'e1 = seen -> conv(64) -> gelu',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    form: word(['erf', 'tanh'], { default: 'erf', doc: 'exact, or the approximation by tanh that some networks use' }),
  },
  // Its least value is -0.17, at -0.75, in both forms.
  extent: ([x = unknownExtent]) => ({ low: Math.max(Math.min(x.low, 0), -0.171), high: Math.max(x.high, 0) }),
  emit(_, inputs, { form }) {
    const x = one(inputs);
    return mul(mul(x, 0.5), add(form === 'erf' ? erf(mul(x, Math.SQRT1_2)) : nearly(x), 1));
  },
});

function nearly(x: Tensor): Tensor {
  const cubic = mul(x, add(mul(square(x), 0.044715), 1));
  return tanh(mul(cubic, Math.sqrt(2 / Math.PI)));
}
