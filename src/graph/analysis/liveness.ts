// Which tensors are in memory at the same time when a graph runs node by node in the order in which it
// was made: an estimate of TensorFlow's peak, which runs nodes as soon as their inputs are there.

import type { GraphNode, Tensor } from '../ir/tensor.ts';
import { bytesOf } from './costs.ts';

/** Their output is the input under another name or shape: no memory of its own. */
const views: ReadonlySet<string> = new Set(['Identity', 'Reshape', 'StopGradient', 'ReadVariableOp']);

/** A run of nodes, each after those whose outputs it uses. */
export class Liveness {
  readonly #lastUse = new Map<Tensor, number>();

  constructor(readonly nodes: readonly GraphNode[]) {
    nodes.forEach((node, at) => {
      for (const input of node.inputs) this.#lastUse.set(storageOf(input), at);
    });
  }

  /** The most bytes at one time. Variables and constants are not counted: they are there all the time. */
  peak(): number {
    const dying = new Map<number, Tensor[]>();
    for (const [tensor, at] of this.#lastUse) {
      const others = dying.get(at);
      if (others) others.push(tensor);
      else dying.set(at, [tensor]);
    }
    let now = 0;
    let most = 0;
    this.nodes.forEach((node, at) => {
      for (const output of node.outputs) if (isHeld(output) && this.#lastUse.has(output)) now += bytesOf(output);
      most = Math.max(most, now);
      for (const tensor of dying.get(at) ?? []) if (isHeld(tensor)) now -= bytesOf(tensor);
    });
    return most;
  }

  /** Bytes of the outputs of the first `count` nodes that later nodes still use: what gradients keep. */
  keptAfter(count: number): number {
    const own = new Set(this.nodes.slice(0, count));
    let bytes = 0;
    for (const [tensor, at] of this.#lastUse)
      if (at >= count && own.has(tensor.node) && isHeld(tensor)) bytes += bytesOf(tensor);
    return bytes;
  }
}

/** The tensor whose memory it is. */
function storageOf(tensor: Tensor): Tensor {
  let owner = tensor;
  while (views.has(owner.node.op) && owner.node.inputs[0] !== undefined && owner.node.op !== 'ReadVariableOp')
    owner = owner.node.inputs[0];
  return owner;
}

function isHeld({ node }: Tensor): boolean {
  return !views.has(node.op) && node.op !== 'Const' && node.op !== 'VarHandleOp';
}
