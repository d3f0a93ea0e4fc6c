// Reverse-mode differentiation: adds the nodes that compute d(sum of y)/dx to the graph. Since rules
// are written in primitives, the result can be differentiated again.
import { bug } from '../../diagnostics/outside-error.ts';
import { builderOf } from '../ir/builder.ts';
import type { GraphNode, Tensor } from '../ir/tensor.ts';
import { add } from '../primitives/add.ts';
import { onesLike } from '../primitives/ones-like.ts';
import { zerosLike } from '../primitives/zeros-like.ts';

/** The gradients of the scalar `y` with respect to each of `xs`; zeros where `y` does not depend on one. */
export function gradients(y: Tensor, xs: readonly Tensor[]): readonly Tensor[] {
  if (y.shape.length !== 0) bug(`the gradient of ${y.node.name} needs a scalar`);
  const flowing = new Map<Tensor, Tensor>([[y, onesLike(y)]]);
  for (const node of nodesBetween(y, xs).toReversed()) {
    const rule = node.gradient;
    const upstream = node.outputs.map((output) => flowing.get(output));
    if (rule === undefined || upstream.every((gradient) => gradient === undefined)) continue;
    builderOf(y).causedBy(node, () => {
      const downstream = rule.backward(upstream);
      rule.inputs.forEach((input, i) => {
        accumulate(flowing, input, downstream[i]);
      });
    });
  }
  return xs.map((x) => flowing.get(x) ?? zerosLike(x));
}

/** True where a gradient of `y` can reach `x`: what "this loss trains that network" means. */
export function dependsOn(y: Tensor, x: Tensor): boolean {
  return y === x || nodesBetween(y, [x]).length > 0;
}

function accumulate(flowing: Map<Tensor, Tensor>, input: Tensor, gradient: Tensor | undefined): void {
  if (gradient === undefined) return;
  const before = flowing.get(input);
  flowing.set(input, before === undefined ? gradient : add(before, gradient));
}

// The nodes on a differentiable path from some x to y, inputs before users. Iterative: networks are deep.
function nodesBetween(y: Tensor, xs: readonly Tensor[]): readonly GraphNode[] {
  const order = differentiableOrder(y);
  const reached = new Set<Tensor>(xs);
  return order.filter((node) => {
    const depends = node.gradient?.inputs.some((input) => reached.has(input)) ?? false;
    if (depends) for (const output of node.outputs) reached.add(output);
    return depends;
  });
}

function differentiableOrder(y: Tensor): readonly GraphNode[] {
  const order: GraphNode[] = [];
  const seen = new Set<GraphNode>();
  const stack: { node: GraphNode; entered: boolean }[] = [{ node: y.node, entered: false }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.entered) {
      order.push(top.node);
      continue;
    }
    if (seen.has(top.node)) continue;
    seen.add(top.node);
    stack.push({ node: top.node, entered: true });
    for (const input of top.node.gradient?.inputs ?? []) stack.push({ node: input.node, entered: false });
  }
  return order;
}
