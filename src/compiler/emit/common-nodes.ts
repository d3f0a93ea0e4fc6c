// Which operations of a flow several values have in common: work that is done once, whichever of them is drawn.
import type { Flow } from '../../dsl/model/model.ts';
import type { FlowReference } from '../../ops/core/call.ts';

/** Numbers of the nodes that all of the values are made of, in the order of the flow. */
export function commonNodes(flow: Flow, references: readonly FlowReference[]): readonly number[] {
  const [first = new Set<number>(), ...others] = references.map((reference) => nodesOf(flow, reference));
  return [...first].filter((node) => others.every((set) => set.has(node))).sort((a, b) => a - b);
}

function nodesOf({ nodes }: Flow, reference: FlowReference): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [reference];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.from !== 'node' || found.has(next.node)) continue;
    found.add(next.node);
    open.push(...(nodes[next.node]?.call.inputs ?? []));
  }
  return found;
}
