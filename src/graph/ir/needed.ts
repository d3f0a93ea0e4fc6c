// What a run of some nodes takes: TensorFlow runs these and nothing else.
import { bug } from '../../diagnostics/outside-error.ts';
import type { GraphBuilder, GraphFunction } from './builder.ts';
import type { GraphNode } from './tensor.ts';

/** A graph that nothing is added to any more: what is written for TensorFlow, printed, and checked for its legality. */
export interface FinishedGraph {
  readonly builder: GraphBuilder;
  /** Kept with all that they need: whatever is fetched, or run for its effect. */
  readonly roots: readonly GraphNode[];
  /** Names that callers feed and fetch by. */
  readonly names: readonly string[];
}

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

/** The nodes of a function that its results need, without its arguments. */
export function neededInside({ nodes, results }: GraphFunction): readonly GraphNode[] {
  const roots = results.map((tensor) => tensor.node);
  return neededNodes(nodes, roots).filter(({ op }) => op !== '_Arg');
}

/** The functions that the nodes call, and those that these call, in the order in which they were made. */
export function neededFunctions(all: readonly GraphFunction[], nodes: readonly GraphNode[]): readonly GraphFunction[] {
  const byName = new Map(all.map((fn) => [fn.name, fn]));
  const found = new Set<GraphFunction>();
  const visit = (list: readonly GraphNode[]) => {
    for (const name of list.flatMap(functionsOf)) {
      const fn = byName.get(name) ?? bug(`no function ${name}`);
      if (found.has(fn)) continue;
      found.add(fn);
      visit(fn.nodes);
    }
  };
  visit(nodes);
  return all.filter((fn) => found.has(fn));
}

/** Names of the functions that a node calls. */
export function functionsOf(node: GraphNode): readonly string[] {
  return Object.values(node.attributes).flatMap((attribute) => {
    if (attribute.kind === 'function') return [attribute.value];
    return attribute.kind === 'functions' ? attribute.value : [];
  });
}
