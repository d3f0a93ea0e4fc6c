// Nodes that are there for their effect: assignments, optimiser updates, saving. They give no tensor;
// a fetched value that is controlled by them makes them run.
import type { Graph } from './builder.ts';
import type { Attributes, GraphNode, Tensor } from './tensor.ts';

export interface Effect {
  readonly op: string;
  readonly inputs: readonly Tensor[];
  readonly attributes: Attributes;
  readonly control?: readonly GraphNode[];
}

export function addEffect(graph: Graph, { op, inputs, attributes, control }: Effect): GraphNode {
  return graph.add({ op, inputs, attributes, outputs: [], outputNames: [], control: control ?? [] });
}
