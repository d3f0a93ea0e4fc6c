// Where TensorFlow runs a step and the finished model on a machine with a GPU, as text: what stays on the CPU and why, and
// what is copied between the two at each call. By TensorFlow's kernels alone, so it is told on any machine.

import { inferenceNames, inferenceStages } from '../compiler/inference-program.ts';
import { emitTraining, type Fetches } from '../compiler/training-program.ts';
import type { Model } from '../dsl/model/model.ts';
import { type FinishedGraph, neededFunctions, neededInside, neededNodes } from '../graph/ir/needed.ts';
import { formatShape, type GraphNode, type Tensor } from '../graph/ir/tensor.ts';
import { hostOperations, PINNED } from '../graph/placement/host-operations.ts';
import { gpuKernelOf } from '../graph/placement/kernel.ts';
import { type Copy, copiesOf, kindOf, placementOf } from '../graph/placement/placement.ts';

export function placementText(model: Model): string {
  const modes = { resident: 'data in memory', fed: 'data read at each step' } as const;
  const training = (['resident', 'fed'] as const).map((mode) => {
    const { graph, program } = emitTraining(model, { mode, modelVariables: [] });
    return [`// a training step, ${modes[mode]}`, ...callLines(graph, stepNames(program.fetches))];
  });
  const { frozen } = inferenceStages(model);
  const finished = ['// the finished model', ...callLines(frozen, [inferenceNames.map, inferenceNames.score])];
  return `${[...training, finished].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Of all calls that make a step. */
export function stepNames({ updates, step, later }: Fetches): readonly string[] {
  return [...updates, step, ...later.flatMap((stretch) => [...stretch.updates, stretch.step])];
}

function callLines(graph: FinishedGraph, names: readonly string[]): readonly string[] {
  const placement = placementOf(graph);
  const fetched = graph.roots.filter(({ name }) => names.includes(name));
  const nodes = neededNodes(graph.builder.main.nodes, fetched);
  const host = nodes.filter((node) => !placement.has(node) && node.op !== 'Placeholder');
  const copies = copiesOf(nodes, placement);
  return [
    `on the GPU: ${nodes.filter((node) => placement.has(node)).length} nodes`,
    `on the CPU: ${host.length === 0 ? 'none' : ''}`.trimEnd(),
    ...hostLines(host, graph),
    ...copyLines('to the GPU', copies, 'gpu'),
    ...copyLines('back to the CPU', copies, 'cpu'),
  ];
}

// One line for each kind, with the names of its nodes: `  MapDefun (synthetic/MapDefun; 1136 nodes in it): augmentation, …`.
function hostLines(host: readonly GraphNode[], { builder }: FinishedGraph): readonly string[] {
  const kinds = [...new Set(host.map(kindOf))];
  return kinds.map((kind) => {
    const nodes = host.filter((node) => kindOf(node) === kind);
    const inside = neededFunctions(builder.functions, nodes).flatMap(neededInside).length;
    const content = inside === 0 ? '' : `; ${inside} nodes in it`;
    return `  ${kind} (${nodes.map(({ name }) => name).join(', ')}${content}): ${nodes.map(reasonOf)[0]}`;
  });
}

function reasonOf(node: GraphNode): string {
  if (gpuKernelOf(node) !== undefined) return PINNED;
  return hostOperations[kindOf(node)] ?? 'TensorFlow has no kernel for it on a GPU';
}

function copyLines(where: string, copies: readonly Copy[], to: Copy['to']): readonly string[] {
  const these = copies.filter((copy) => copy.to === to);
  if (these.length === 0) return [`copied ${where} at each call: nothing`];
  const bytes = these.reduce((sum, { tensor }) => sum + bytesOf(tensor), 0);
  const total = `copied ${where} at each call: ${bytes} bytes${these.some(isPerImage) ? ' an image' : ''}`;
  return [total, ...these.map(({ tensor, user }) => `  ${nameOf(tensor)} -> ${user.name}: ${typeOf(tensor)}`)];
}

function isPerImage({ tensor }: Copy): boolean {
  return tensor.shape.includes(null);
}

const widths = { float32: 4, int32: 4, int64: 8, uint8: 1, uint64: 8, bool: 1, string: 0, resource: 0 } as const;

/** With one image, where only the run knows how many there are. */
function bytesOf({ dtype, shape }: Tensor): number {
  return shape.reduce<number>((product, size) => product * (size ?? 1), widths[dtype]);
}

function nameOf({ node, index }: Tensor): string {
  return index === 0 ? node.name : `${node.name}:${index}`;
}

function typeOf({ dtype, shape }: Tensor): string {
  return `${dtype} ${formatShape(shape)}`;
}
