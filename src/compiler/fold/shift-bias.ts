// A number for each channel that is added becomes a bias, one with the bias that is there already: TensorFlow fuses
// a convolution with its bias and the activation behind it.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { biasAdd } from '../../graph/primitives/bias-add.ts';
import { isChannelVector } from './channel-vector.ts';
import type { FoldContext, Rule } from './fold-context.ts';
import { changePhases } from './interleaving.ts';

export const shiftBias: Rule = ({ op }, [x, offset], context) =>
  (op === 'AddV2' || op === 'BiasAdd') && x && offset && isChannelVector(offset, x, context)
    ? shifted(x, offset, context)
    : undefined;

function shifted(y: Tensor, offset: Tensor, context: FoldContext): Tensor {
  const woven = changePhases(y, context, (phases, repeated) => shifted(phases, repeated(offset), context));
  if (woven) return woven;
  const [inner, bias] = y.node.inputs;
  const mergeable = y.node.op === 'BiasAdd' && context.isUsedOnce(y) && inner && bias && context.isWeightOnly(bias);
  return mergeable ? biasAdd(inner, add(bias, offset)) : biasAdd(y, offset);
}
