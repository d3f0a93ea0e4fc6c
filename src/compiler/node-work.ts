// What each node of a training graph works for: the scopes of the operation that emitted it, also for what follows from it
// alone, gradients and updates of its weights. For profiles, which know nodes by name.

import { legalName } from '../graph/ir/builder.ts';
import type { FinishedGraph } from '../graph/ir/needed.ts';
import type { GraphNode } from '../graph/ir/tensor.ts';

export type Phase = 'forward' | 'backward' | 'update';

export interface NodeWork {
  /** A name of a node or variable, which begins with the scopes of its operation. */
  readonly name: string;
  readonly phase: Phase;
  /** The same for the product that TensorFlow may have put with this node into one kernel. */
  readonly fused: string;
}

/** By the names of the nodes; those of functions, too. */
export function nodeWork({ builder }: FinishedGraph): ReadonlyMap<string, NodeWork> {
  const nodes = [...builder.functions.flatMap((fn) => fn.nodes), ...builder.main.nodes];
  return new Map(nodes.map((node) => [node.name, workOf(node)]));
}

function workOf(node: GraphNode): NodeWork {
  const [handle] = node.inputs;
  const isUpdate = node.outputs.length === 0 && handle?.node.op === 'VarHandleOp';
  if (isUpdate) return { name: handle.node.name, phase: 'update', fused: handle.node.name };
  const first = causeOf(node);
  const fused = causeOf(productBefore(node)).name;
  if (first !== node) return { name: first.name, phase: 'backward', fused };
  return { name: node.name, phase: node.name.startsWith('optimizer/') ? 'update' : 'forward', fused };
}

function causeOf(node: GraphNode): GraphNode {
  let first = node;
  while (first.cause !== undefined) first = first.cause;
  return first;
}

// A kernel of several nodes has the name of the last: a product, what is added, and an activation.
function productBefore(node: GraphNode): GraphNode {
  let found: GraphNode | undefined = node;
  for (let i = 0; i < 3 && found !== undefined; i++) {
    if (/Conv2D|Conv2d|MatMul/.test(found.op)) return found;
    found = found.inputs[0]?.node;
  }
  return node;
}

/** Which of the paths a name lies below: the innermost, of those the longest. Undefined where none fits. */
export function pathFinder(paths: Iterable<string>): (name: string) => string | undefined {
  const legal = new Map([...paths].map((path) => [path.split('/').map(legalName).join('/'), path]));
  return (name) => {
    const parts = name.split('/');
    for (let start = parts.length - 1; start >= 0; start--)
      for (let end = parts.length; end > start; end--) {
        const found = legal.get(parts.slice(start, end).join('/'));
        if (found !== undefined) return found;
      }
    return undefined;
  };
}

/**
 * The name that a node had before TensorFlow rewrote the graph: inlined functions get an ending, what optimisers make gets
 * a beginning.
 */
export function nameBefore(name: string, isKnown: (name: string) => boolean): string {
  const [own = name] = name.split('_tfg_inlined_');
  const parts = own.split('/');
  const candidates = parts.flatMap((_, i) => {
    const rest = parts.slice(i).join('/');
    const shorter = [...rest.matchAll(/[_-]/g)].map(({ index }) => rest.slice(index + 1));
    return [rest, ...shorter, ...[...rest.matchAll(/[-_/]/g)].map(({ index }) => rest.slice(0, index)).toReversed()];
  });
  return candidates.find((candidate) => candidate !== '' && isKnown(candidate)) ?? own;
}
