// Tells which values of a graph are equal because they are computed alike: a network that is applied twice, to an
// image and to its mirror image, has its weights once.
import type { GraphNode, Tensor } from '../../graph/ir/tensor.ts';

/** A text that is the same for tensors that are computed alike. Only for operations without chance. */
export function equalValues(): (tensor: Tensor) => string {
  const numbers = new Map<string, number>();
  const known = new Map<GraphNode, number>();
  const numberOf = (node: GraphNode): number => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const number = numbers.get(keyOf(node)) ?? numbers.size;
    numbers.set(keyOf(node), number);
    known.set(node, number);
    return number;
  };
  // Constants and variables are one node each: a graph does not repeat them.
  const keyOf = (node: GraphNode): string =>
    node.inputs.length === 0
      ? node.name
      : JSON.stringify([node.op, node.attributes, node.inputs.map((input) => [numberOf(input.node), input.index])]);
  return ({ node, index }) => `${numberOf(node)}:${index}`;
}
