// Rewrites the graph of a finished model so that less is left to do for each image: batch norm goes into the
// convolution before it, a transposed convolution becomes a plain one. What the rules compute from weights alone,
// freeze-weights.ts takes out afterwards. Exact but for the rounding of float32.
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { copyGraph, copyNode } from '../../graph/ir/copy.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { activateBefore } from './activate-before.ts';
import { FoldContext, type Rule } from './fold-context.ts';
import { multiplyWeights } from './multiply-weights.ts';
import { plainConvolution } from './plain-convolution.ts';
import { shiftBias } from './shift-bias.ts';

const rules: readonly Rule[] = [plainConvolution, multiplyWeights, shiftBias, activateBefore];

/** The tensors of `into` that stand for `roots` of `from`. */
export function simplify(from: GraphBuilder, roots: readonly Tensor[], into: GraphBuilder): readonly Tensor[] {
  const context = new FoldContext();
  const uses = countUses(from, roots);
  return copyGraph({
    from,
    roots,
    into,
    make(node, inputs) {
      const better = firstOf(rules, (rule) => rule(node, inputs, context));
      const outputs = better ? [better] : copyNode(node, inputs, into);
      node.outputs.forEach((output, i) => {
        const made = outputs[i];
        if (made && uses.get(output) === 1) context.markUsedOnce(made);
      });
      return outputs;
    },
  });
}

function firstOf<T, R>(items: readonly T[], attempt: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = attempt(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

// A root is used by whoever fetches it.
function countUses(from: GraphBuilder, roots: readonly Tensor[]): ReadonlyMap<Tensor, number> {
  const uses = new Map<Tensor, number>();
  const used = [...from.main.nodes.flatMap(({ inputs }) => inputs), ...roots];
  for (const tensor of used) uses.set(tensor, (uses.get(tensor) ?? 0) + 1);
  return uses;
}
