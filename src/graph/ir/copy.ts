// Copies part of a graph into another builder, node by node, with a chance to put something else in a node's
// place: what passes over a finished graph are made of.
import { bug } from '../../diagnostics/outside-error.ts';
import type { GraphBuilder } from './builder.ts';
import type { GraphNode, Tensor, TensorType } from './tensor.ts';

export interface CopyOptions {
  readonly from: GraphBuilder;
  /** Copied with all that they need. */
  readonly roots: readonly Tensor[];
  readonly into: GraphBuilder;
  /** What stands for a node's outputs in the copy, instead of it and of what only it needs. */
  readonly standIn?: (node: GraphNode) => readonly (Tensor | undefined)[] | undefined;
  /** Makes the node in the copy, or something better; runs inside its scope. Default: `copyNode`. */
  readonly make?: (node: GraphNode, inputs: readonly Tensor[], into: GraphBuilder) => readonly Tensor[];
}

/** The tensors of the copy that stand for `roots`. Names stay where callers feed by them; others may get a number. */
export function copyGraph({ from, roots, into, standIn, make = copyNode }: CopyOptions): readonly Tensor[] {
  const copies = new Map<GraphNode, readonly (Tensor | undefined)[]>();
  const copyOf = ({ node, index }: Tensor): Tensor =>
    copies.get(node)?.[index] ?? bug(`${node.name} was not copied before it was needed`);
  into.functions.push(...from.functions.filter((fn) => !into.functions.includes(fn)));
  for (const node of neededNodes(from, roots, standIn, copies)) {
    const inputs = node.inputs.map(copyOf);
    copies.set(
      node,
      into.scope(scopeOf(node), () => make(node, inputs, into)),
    );
  }
  return roots.map(copyOf);
}

// In the order in which they were made, which is one in which inputs come first. Fills in what stands for others.
function neededNodes(
  from: GraphBuilder,
  roots: readonly Tensor[],
  standIn: CopyOptions['standIn'],
  copies: Map<GraphNode, readonly (Tensor | undefined)[]>,
): readonly GraphNode[] {
  const found = new Set<GraphNode>();
  const stack = roots.map(({ node }) => node);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (found.has(node) || copies.has(node)) continue;
    const other = standIn?.(node);
    if (other) {
      copies.set(node, other);
      continue;
    }
    if (node.control.length > 0) bug(`${node.name} is ordered after others, which a copy would lose`);
    found.add(node);
    stack.push(...node.inputs.map((tensor) => tensor.node));
  }
  return from.main.nodes.filter((node) => found.has(node));
}

/** The same operation on other inputs. `types`: of its outputs, where those differ too. */
export function copyNode(
  { op, name, device, attributes, outputNames, outputs, infer, makeGradient }: GraphNode,
  inputs: readonly Tensor[],
  into: GraphBuilder,
  types: readonly TensorType[] = outputs,
): readonly Tensor[] {
  const { value } = attributes;
  if (op === 'Const' && value?.kind === 'tensor') return [into.main.constant(value.value)];
  const isNamed = op === 'Placeholder' || op === 'VarHandleOp';
  const gradient = makeGradient && ((made: GraphNode) => makeGradient(made, inputs));
  return into.main.add({
    op,
    ...(isNamed ? { name } : {}),
    inputs,
    device,
    attributes,
    outputs: types,
    outputNames,
    infer,
    gradient,
  }).outputs;
}

function scopeOf({ name }: GraphNode): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}
