// What a run of some nodes takes: TensorFlow runs these and nothing else.
import type { GraphNode } from './tensor.ts';

/** The nodes that the roots need, in the order in which they were made. */
export function neededNodes(all: readonly GraphNode[], roots: readonly GraphNode[]): readonly GraphNode[] {
  const found = new Set<GraphNode>();
  const stack = [...roots];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    stack.push(...node.inputs.map((tensor) => tensor.node), ...node.control);
  }
  return all.filter((node) => found.has(node));
}
