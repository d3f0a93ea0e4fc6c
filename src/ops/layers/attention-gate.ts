import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { biasAdd } from '../../graph/primitives/bias-add.ts';
import { conv2d } from '../../graph/primitives/conv2d.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { relu } from '../../graph/primitives/relu.ts';
import { sigmoid } from '../../graph/primitives/sigmoid.ts';
import { exactly, unionOf, unknownExtent } from '../core/extent.ts';
import { two } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { count } from '../core/parameter.ts';
import type { LayerScope } from '../core/scopes.ts';
import { resized } from '../parts/resized.ts';

export const attentionGate = defineLayer({
  name: 'attention_gate',
  doc: 'x, each pixel weighted by how much a coarser tensor makes of it: what a skip connection lets through.',
  provenance: 'Attention U-Net, Oktay et al. 2018, equations 1 and 2',
  example: 'd2 = concat(attention_gate(e2, e3, channels: 32), e3 -> upsample(2)) -> conv(64)',
  stateful: true,
  inputs: [
    { name: 'x', type: 'tensor', doc: 'what is weighted: height x width x channels' },
    { name: 'gate', type: 'tensor', doc: 'what decides: the sides of x, or a whole number of times smaller' },
  ],
  parameters: { channels: count({ doc: 'channels in which the two are compared; half of those of x in the paper' }) },
  // Its own weight lies from 0 to 1.
  extent: ([x = unknownExtent]) => unionOf([x, exactly(0)]),
  emit(scope, inputs, { channels }) {
    const [x, gate] = two(inputs);
    const side = { height: dimension(x, 1), width: dimension(x, 2) };
    const factor = side.height / dimension(gate, 1);
    if (!Number.isInteger(factor) || side.width !== factor * dimension(gate, 2)) {
      const needs = 'a gate whose sides are those of x, or a whole number of times smaller';
      scope.fail('shape-mismatch', { operation: 'attention_gate', needs });
    }
    const ofGate = biasAdd(
      pointwise(scope, gate, 'gate', 1, channels),
      scope.weight('gate_bias', [channels], { kind: 'zeros' }),
    );
    const compared = relu(add(pointwise(scope, x, 'x', factor, channels), ofGate));
    const logits = biasAdd(
      pointwise(scope, compared, 'weight', 1, 1),
      scope.weight('weight_bias', [1], { kind: 'zeros' }),
    );
    const weight = sigmoid(logits);
    return mul(x, factor === 1 ? weight : resized(weight, side, 'bilinear'));
  },
});

// x comes to the sides of the gate by windows that do not overlap.
function pointwise(scope: LayerScope, x: Tensor, name: string, factor: number, channels: number): Tensor {
  const filter = scope.weight(name, [factor, factor, dimension(x, 3), channels], scope.initializer);
  return conv2d(x, filter, { stride: factor, padding: 'same', dilation: 1 });
}
