// The norm of a frozen network is a factor and an offset for each channel, the same at every step: they go into the filter
// and the bias of the convolution before it, which TensorFlow fuses with the activation behind them.
import type { Tensor } from '../../graph/ir/tensor.ts';
import { FoldContext } from './fold-context.ts';
import { multiplyWeights } from './multiply-weights.ts';
import { shiftBias } from './shift-bias.ts';

/** The same value as `normed`, a factor and an offset of `before`; `normed` itself where no convolution is before it. */
export function foldNorm(normed: Tensor, before: Tensor): Tensor {
  const [scaled, offset] = inputsOf(normed, 'AddV2');
  const [x, factor] = scaled ? inputsOf(scaled, 'Mul') : [];
  if (!scaled || !offset || !factor || x !== before) return normed;
  const context = new FoldContext();
  context.markUsedOnce(before);
  // What a convolution adds its bias to is its own.
  if (before.node.op === 'BiasAdd' && before.node.inputs[0]) context.markUsedOnce(before.node.inputs[0]);
  const convolved = multiplyWeights(scaled.node, [before, factor], context);
  return (convolved && shiftBias(normed.node, [context.markUsedOnce(convolved), offset], context)) ?? normed;
}

function inputsOf({ node }: Tensor, op: string): readonly Tensor[] {
  return node.op === op ? node.inputs : [];
}
