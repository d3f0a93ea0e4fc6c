import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { log } from '../../graph/primitives/log.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { softplus } from '../../graph/primitives/softplus.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineLoss } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { comparedPair, comparedTensors } from '../parts/compared-tensors.ts';
import { hardest, meanOfHardest } from '../parts/hardest.ts';

export const bce = defineLoss({
  name: 'bce',
  doc: 'Binary cross-entropy of a map from 0 to 1 against a mask. Behind a `sigmoid` it is computed from what went into it, so that it never overflows.',
  provenance: 'standard; its use for the map is our choice',
  example: 'pixel = 50 * bce(map, mask)',
  inputs: comparedTensors,
  comparesShares: true,
  parameters: {
    positive: number({ default: 1, above: 0, doc: 'weight of anomalous pixels against normal ones' }),
    hardest,
  },
  isDirected: () => true,
  emit(scope, inputs, { positive, hardest: part }) {
    const [prediction, target] = comparedPair(scope, 'bce', inputs);
    const { whereOne, whereZero } = crossEntropies(prediction);
    const weighted = positive === 1 ? mul(target, whereOne) : mul(mul(target, whereOne), positive);
    return meanOfHardest(add(weighted, mul(sub(1, target), whereZero)), part);
  },
});

/** -log p and -log(1 - p) of a map p, exact where it comes from a sigmoid, else with p held off 0 and 1 by 1e-7. */
export function crossEntropies(prediction: Tensor): { readonly whereOne: Tensor; readonly whereZero: Tensor } {
  const logits = prediction.node.op === 'Sigmoid' ? prediction.node.inputs[0] : undefined;
  if (logits) return { whereOne: softplus(neg(logits)), whereZero: softplus(logits) };
  return { whereOne: neg(log(maximum(prediction, 1e-7))), whereZero: neg(log(maximum(sub(1, prediction), 1e-7))) };
}
