// Where TensorFlow runs each node of a graph on a machine with a GPU, and what is copied between the two memories at a
// call. A node without a GPU kernel for its types stays on the CPU; so does all that shares a variable with it. Bodies of
// functions run where their caller does.
import { type FinishedGraph, neededNodes } from '../ir/needed.ts';
import type { GraphNode, Tensor } from '../ir/tensor.ts';
import { type GpuKernel, gpuKernelOf } from './kernel.ts';

/** The nodes of the main graph that run on a GPU, each with its kernel. */
export type Placement = ReadonlyMap<GraphNode, GpuKernel>;

/** A tensor that is copied at each call that needs it. */
export interface Copy {
  readonly tensor: Tensor;
  readonly to: 'cpu' | 'gpu';
  /** The first node that wants it there. */
  readonly user: GraphNode;
}

/** What an operation of these types is called in lists: `Slice of uint8`. */
export function kindOf({ op, inputs, outputs, attributes }: GraphNode): string {
  const type = attributes.T ?? attributes.dtype;
  const dtype = type?.kind === 'type' ? type.value : (inputs[0] ?? outputs[0])?.dtype;
  return op === 'MapDefun' || dtype === undefined ? op : `${op} of ${dtype}`;
}

/** Nodes for whose types TensorFlow has no GPU kernel, without those inside functions. */
export function nodesWithoutKernel({ builder, roots }: FinishedGraph): readonly GraphNode[] {
  return neededNodes(builder.main.nodes, roots).filter((node) => gpuKernelOf(node) === undefined);
}

export function placementOf({ builder, roots }: FinishedGraph): Placement {
  const nodes = neededNodes(builder.main.nodes, roots);
  const able = new Map(nodes.flatMap(kernelEntry));
  const isHeld = (node: GraphNode) => node.device === 'cpu' || !able.has(node);
  // A handle and all that takes it are on one device.
  const held = new Set(nodes.filter(isHeld).flatMap(variablesOf));
  return new Map([...able].filter(([node]) => !isHeld(node) && !variablesOf(node).some((handle) => held.has(handle))));
}

function kernelEntry(node: GraphNode): readonly (readonly [GraphNode, GpuKernel])[] {
  const kernel = gpuKernelOf(node);
  return kernel === undefined ? [] : [[node, kernel]];
}

function variablesOf(node: GraphNode): readonly GraphNode[] {
  if (node.op === 'VarHandleOp') return [node];
  return node.inputs.filter(({ dtype }) => dtype === 'resource').map((tensor) => tensor.node);
}

/** The copies of a call that runs these nodes. What is fed comes from the CPU; what is fetched is not counted. */
export function copiesOf(nodes: readonly GraphNode[], placement: Placement): readonly Copy[] {
  const found = new Map<string, Copy>();
  for (const user of nodes) {
    user.inputs.forEach((tensor, i) => {
      const to = placement.get(user)?.hostInputs[i] === false ? 'gpu' : 'cpu';
      const key = `${tensor.node.name}:${tensor.index} ${to}`;
      if (memoryOf(tensor, placement) !== to && !found.has(key)) found.set(key, { tensor, to, user });
    });
  }
  return [...found.values()];
}

function memoryOf({ node, index }: Tensor, placement: Placement): 'cpu' | 'gpu' {
  if (node.op === 'Placeholder') return 'cpu';
  return placement.get(node)?.hostOutputs[index] === false ? 'gpu' : 'cpu';
}
