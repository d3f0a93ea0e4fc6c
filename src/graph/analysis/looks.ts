// How each primitive looks at its inputs along height or width: what receptive fields are computed from.

import type { GraphNode } from '../ir/tensor.ts';
import type { PrimitiveName } from '../primitives/index.ts';

/**
 * `same`: row by row; `window`, `spread`: a convolution, and the way back; `resize`, `slice`, `pad`: rows
 * elsewhere; `reduce`, `reshape`, `transpose`: axes change; `all`: any row may matter; `none`: only shapes do.
 */
export type Look =
  | 'same'
  | 'window'
  | 'spread'
  | 'resize'
  | 'reduce'
  | 'reshape'
  | 'transpose'
  | 'slice'
  | 'pad'
  | 'all'
  | 'none';

/** A node that is no primitive, such as a call of a function, may look at anything. */
export function lookOf({ op }: GraphNode): Look {
  return byName.get(op) ?? 'all';
}

// A new primitive without its line here is a type error.
const looks: { readonly [K in PrimitiveName]: Look } = {
  Abs: 'same',
  AddV2: 'same',
  AdjustHue: 'same',
  AdjustSaturation: 'same',
  All: 'reduce',
  Any: 'reduce',
  Atan2: 'same',
  AvgPool: 'window',
  AvgPoolGrad: 'all',
  BatchMatMulV2: 'all',
  BiasAdd: 'same',
  BiasAddGrad: 'all',
  Bitcast: 'all',
  BroadcastBatch: 'same',
  BroadcastTo: 'same',
  Cast: 'same',
  ConcatV2: 'same',
  Conv2D: 'window',
  Conv2DBackpropFilter: 'all',
  Conv2DBackpropInput: 'spread',
  Cos: 'same',
  DecodeRaw: 'none',
  DenseBincount: 'all',
  DepthwiseConv2dNative: 'window',
  DepthwiseConv2dNativeBackpropFilter: 'all',
  DepthwiseConv2dNativeBackpropInput: 'spread',
  DynamicSlice: 'all',
  Elu: 'same',
  EluGrad: 'same',
  Equal: 'same',
  Erf: 'same',
  Erfinv: 'same',
  Exp: 'same',
  Floor: 'same',
  FloorDiv: 'same',
  FloorMod: 'same',
  FusedBatchNormGradV3: 'all',
  FusedBatchNormV3: 'same',
  GatherV2: 'all',
  Greater: 'same',
  GreaterEqual: 'same',
  Identity: 'same',
  ImageProjectiveTransformV3: 'all',
  LeakyRelu: 'same',
  LeakyReluGrad: 'same',
  Less: 'same',
  LessEqual: 'same',
  Log: 'same',
  Log1p: 'same',
  LogicalAnd: 'same',
  LogicalNot: 'same',
  LogicalOr: 'same',
  Max: 'reduce',
  MaxPool: 'window',
  MaxPoolGrad: 'all',
  MaxPoolGradGrad: 'all',
  Maximum: 'same',
  Mean: 'reduce',
  Min: 'reduce',
  Minimum: 'same',
  MirrorPad: 'pad',
  MirrorPadGrad: 'all',
  Mul: 'same',
  Neg: 'same',
  OnesLike: 'none',
  Pack: 'all',
  Pad: 'pad',
  Pow: 'same',
  RealDiv: 'same',
  Relu: 'same',
  Relu6: 'same',
  Relu6Grad: 'same',
  ReluGrad: 'same',
  Reshape: 'reshape',
  ResizeBicubic: 'resize',
  ResizeBilinear: 'resize',
  ResizeBilinearGrad: 'all',
  ResizeNearestNeighbor: 'resize',
  ResizeNearestNeighborGrad: 'all',
  ResourceGather: 'none',
  ReverseV2: 'all',
  Roll: 'all',
  Round: 'same',
  Rsqrt: 'same',
  SelectV2: 'same',
  Shape: 'none',
  Sigmoid: 'same',
  SigmoidGrad: 'same',
  Sign: 'same',
  Sin: 'same',
  Slice: 'slice',
  Softmax: 'same',
  Softplus: 'same',
  Sqrt: 'same',
  Square: 'same',
  StatelessRandomGammaV3: 'none',
  StatelessRandomNormalV2: 'none',
  StatelessRandomUniformV2: 'none',
  StatelessTruncatedNormalV2: 'none',
  StopGradient: 'same',
  Sub: 'same',
  Sum: 'reduce',
  Tanh: 'same',
  TanhGrad: 'same',
  TopKV2: 'all',
  Transpose: 'transpose',
  Unpack: 'all',
  ZerosLike: 'none',
};

const byName: ReadonlyMap<string, Look> = new Map(Object.entries(looks));
