// A factor for each channel behind a convolution goes into its filter: y * f = conv(x, filter * f).

import { builderOf } from '../../graph/ir/builder.ts';
import { copyNode } from '../../graph/ir/copy.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { biasAdd } from '../../graph/primitives/bias-add.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { isChannelVector } from './channel-vector.ts';
import type { FoldContext, Rule } from './fold-context.ts';
import { changePhases } from './interleaving.ts';

export const multiplyWeights: Rule = ({ op }, [x, factor], context) =>
  op === 'Mul' && x && factor && isChannelVector(factor, x, context) ? multiplied(x, factor, context) : undefined;

function multiplied(y: Tensor, factor: Tensor, context: FoldContext): Tensor | undefined {
  const woven = changePhases(y, context, (phases, repeated) => multiplied(phases, repeated(factor), context));
  if (woven) return woven;
  if (!context.isUsedOnce(y)) return undefined;
  const [first, second] = y.node.inputs;
  if (first === undefined || second === undefined) return undefined;
  switch (y.node.op) {
    case 'Conv2D':
      return withInputs(y, [first, mul(second, factor)], context, second);
    case 'DepthwiseConv2dNative':
      return withInputs(y, [first, mul(second, reshape(factor, second.shape.slice(2)))], context, second);
    case 'BiasAdd': {
      const inner = context.isWeightOnly(second) ? multiplied(first, factor, context) : undefined;
      return inner && biasAdd(context.markUsedOnce(inner), mul(second, factor));
    }
    default:
      return undefined;
  }
}

function withInputs(y: Tensor, inputs: readonly Tensor[], context: FoldContext, filter: Tensor): Tensor | undefined {
  return context.isWeightOnly(filter) ? copyNode(y.node, inputs, builderOf(y))[0] : undefined;
}
