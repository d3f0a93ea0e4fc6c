// An activation behind woven images works on what is woven instead, next to the convolution that TensorFlow fuses it with.

import { builderOf } from '../../graph/ir/builder.ts';
import { copyNode } from '../../graph/ir/copy.ts';
import type { Rule } from './fold-context.ts';
import { changePhases } from './interleaving.ts';

/** Those that TensorFlow's remapper fuses, all element by element. */
const fused: ReadonlySet<string> = new Set(['Relu', 'Relu6', 'LeakyRelu', 'Elu', 'Sigmoid', 'Tanh']);

export const activateBefore: Rule = (node, [x], context) =>
  x && fused.has(node.op)
    ? changePhases(x, context, (phases) => copyNode(node, [phases], builderOf(x), [phases])[0])
    : undefined;
