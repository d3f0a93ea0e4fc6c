// What nodes cost, known before anything runs: multiply-adds of sums of products, and bytes of tensors.
import type { DType, GraphNode, Tensor, TensorType } from '../ir/tensor.ts';

/** Products that a node sums up, as convolutions and matrix products do; 0 for everything else. */
export function multiplyAdds(node: GraphNode): number {
  const [a, b, c] = node.inputs;
  switch (node.op) {
    case 'Conv2D':
      return numbersIn(node.outputs[0]) * taps(b) * sizeAt(b, 2);
    case 'DepthwiseConv2dNative':
      return numbersIn(node.outputs[0]) * taps(b);
    // Sizes, filter, what is spread out.
    case 'Conv2DBackpropInput':
      return numbersIn(c) * taps(b) * sizeAt(b, 2);
    case 'DepthwiseConv2dNativeBackpropInput':
      return numbersIn(c) * taps(b);
    // Image, sizes of the filter, what flows back.
    case 'Conv2DBackpropFilter':
      return numbersIn(c) * taps(node.outputs[0]) * sizeAt(a, -1);
    case 'DepthwiseConv2dNativeBackpropFilter':
      return numbersIn(c) * taps(node.outputs[0]);
    case 'BatchMatMulV2': {
      const transposed = node.attributes.adj_x?.kind === 'bool' && node.attributes.adj_x.value;
      return numbersIn(node.outputs[0]) * sizeAt(a, transposed ? -2 : -1);
    }
    default:
      return 0;
  }
}

/** Bytes of one element. Strings and handles of variables lie elsewhere. */
const elementBytes: { readonly [K in DType]: number } = {
  float32: 4,
  int32: 4,
  int64: 8,
  uint8: 1,
  uint64: 8,
  bool: 1,
  string: 0,
  resource: 0,
};

/** What the tensor takes in memory; 0 where a dimension is known to the run alone. */
export function bytesOf({ shape, dtype }: TensorType): number {
  return shape.reduce<number>((product, size) => product * (size ?? 0), elementBytes[dtype]);
}

function numbersIn(tensor: Tensor | undefined): number {
  return tensor?.shape.reduce<number>((product, size) => product * (size ?? 1), 1) ?? 0;
}

function taps(filter: Tensor | undefined): number {
  return sizeAt(filter, 0) * sizeAt(filter, 1);
}

function sizeAt(tensor: Tensor | undefined, axis: number): number {
  return tensor?.shape.at(axis) ?? 1;
}
