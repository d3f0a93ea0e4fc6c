// What the rules of simplify.ts know of the graph that they build.
import type { GraphNode, Tensor } from '../../graph/ir/tensor.ts';

/** Something better than the node, with its inputs as they are in the new graph; undefined leaves the node as it is. */
export type Rule = (node: GraphNode, inputs: readonly Tensor[], context: FoldContext) => Tensor | undefined;

export class FoldContext {
  /** What plain-convolution.ts has put in place of transposed convolutions. */
  readonly interleavings = new Map<Tensor, Interleaving>();
  readonly #usedOnce = new Set<Tensor>();
  readonly #weightOnly = new Map<GraphNode, boolean>();

  /** Nothing but one node uses it, so it need not stay as it is. */
  isUsedOnce(tensor: Tensor): boolean {
    return this.#usedOnce.has(tensor);
  }

  markUsedOnce(tensor: Tensor): Tensor {
    this.#usedOnce.add(tensor);
    return tensor;
  }

  /** It depends on weights and constants alone, so that it is the same for every image. */
  isWeightOnly({ node }: Tensor): boolean {
    const known = this.#weightOnly.get(node);
    if (known !== undefined) return known;
    const found = isLeaf(node) || (node.inputs.length > 0 && node.inputs.every((input) => this.isWeightOnly(input)));
    this.#weightOnly.set(node, found);
    return found;
  }
}

function isLeaf({ op }: GraphNode): boolean {
  return op === 'ReadVariableOp' || op === 'Const';
}

/** Places along one axis of the grown image. */
export interface PhaseAxis {
  /** Length of the small image. */
  readonly size: number;
  /** For each place between two of its pixels: where in `phases` its row begins. */
  readonly starts: readonly number[];
}

export interface Interleaving {
  /** n x h x w x (places * channels), the place first: every place beside each pixel, and some that are not needed. */
  readonly phases: Tensor;
  readonly rows: PhaseAxis;
  readonly columns: PhaseAxis;
}
