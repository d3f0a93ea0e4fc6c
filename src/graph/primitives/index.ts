// The vocabulary: every primitive by the name of its TensorFlow operation (where one operation stands in two
// files, by the name of the export). The contract test has a case for each entry; the files are the truth, so
// a new file and its line here go together, and the test says so.
import type { Primitive } from '../rules/primitive.ts';
import { Abs } from './abs.ts';
import { AddV2 } from './add.ts';
import { AdjustHue } from './adjust-hue.ts';
import { AdjustSaturation } from './adjust-saturation.ts';
import { All } from './all.ts';
import { Any } from './any.ts';
import { Atan2 } from './atan2.ts';
import { AvgPool } from './average-pool.ts';
import { AvgPoolGrad } from './average-pool-grad.ts';
import { BiasAdd } from './bias-add.ts';
import { BiasAddGrad } from './bias-add-grad.ts';
import { Bitcast } from './bitcast.ts';
import { BroadcastBatch } from './broadcast-batch.ts';
import { BroadcastTo } from './broadcast-to.ts';
import { Cast } from './cast.ts';
import { ConcatV2 } from './concat.ts';
import { Conv2D } from './conv2d.ts';
import { Conv2DBackpropFilter } from './conv2d-backprop-filter.ts';
import { Conv2DBackpropInput } from './conv2d-backprop-input.ts';
import { Cos } from './cos.ts';
import { DecodeRaw } from './decode-raw.ts';
import { DenseBincount } from './dense-bincount.ts';
import { DepthwiseConv2dNative } from './depthwise-conv2d.ts';
import { DepthwiseConv2dNativeBackpropFilter } from './depthwise-conv2d-backprop-filter.ts';
import { DepthwiseConv2dNativeBackpropInput } from './depthwise-conv2d-backprop-input.ts';
import { RealDiv } from './div.ts';
import { DynamicSlice } from './dynamic-slice.ts';
import { Elu } from './elu.ts';
import { EluGrad } from './elu-grad.ts';
import { Equal } from './equal.ts';
import { Erf } from './erf.ts';
import { Erfinv } from './erfinv.ts';
import { Exp } from './exp.ts';
import { Floor } from './floor.ts';
import { FloorDiv } from './floor-div.ts';
import { FloorMod } from './floor-mod.ts';
import { FusedBatchNormV3 } from './fused-batch-norm.ts';
import { FusedBatchNormGradV3 } from './fused-batch-norm-grad.ts';
import { GatherV2 } from './gather.ts';
import { Greater } from './greater.ts';
import { GreaterEqual } from './greater-equal.ts';
import { Identity } from './identity.ts';
import { LeakyRelu } from './leaky-relu.ts';
import { LeakyReluGrad } from './leaky-relu-grad.ts';
import { Less } from './less.ts';
import { LessEqual } from './less-equal.ts';
import { Log } from './log.ts';
import { Log1p } from './log1p.ts';
import { LogicalAnd } from './logical-and.ts';
import { LogicalNot } from './logical-not.ts';
import { LogicalOr } from './logical-or.ts';
import { BatchMatMulV2 } from './matmul.ts';
import { Max } from './max.ts';
import { MaxPool } from './max-pool.ts';
import { MaxPoolGrad } from './max-pool-grad.ts';
import { MaxPoolGradGrad } from './max-pool-grad-grad.ts';
import { Maximum } from './maximum.ts';
import { Mean } from './mean.ts';
import { Min } from './min.ts';
import { Minimum } from './minimum.ts';
import { MirrorPad } from './mirror-pad.ts';
import { MirrorPadGrad } from './mirror-pad-grad.ts';
import { Mul } from './mul.ts';
import { Neg } from './neg.ts';
import { OnesLike } from './ones-like.ts';
import { Pad } from './pad.ts';
import { Pow } from './pow.ts';
import { ImageProjectiveTransformV3 } from './projective-transform.ts';
import { StatelessRandomGammaV3 } from './random-gamma.ts';
import { StatelessRandomNormalV2 } from './random-normal.ts';
import { StatelessTruncatedNormalV2 } from './random-truncated-normal.ts';
import { StatelessRandomUniformV2 } from './random-uniform.ts';
import { Relu } from './relu.ts';
import { ReluGrad } from './relu-grad.ts';
import { Relu6 } from './relu6.ts';
import { Relu6Grad } from './relu6-grad.ts';
import { Reshape } from './reshape.ts';
import { ResizeBicubic } from './resize-bicubic.ts';
import { ResizeBilinear } from './resize-bilinear.ts';
import { ResizeBilinearGrad } from './resize-bilinear-grad.ts';
import { ResizeNearestNeighbor } from './resize-nearest.ts';
import { ResizeNearestNeighborGrad } from './resize-nearest-grad.ts';
import { ResourceGather } from './resource-gather.ts';
import { ReverseV2 } from './reverse.ts';
import { Roll } from './roll.ts';
import { Round } from './round.ts';
import { Rsqrt } from './rsqrt.ts';
import { SelectV2 } from './select.ts';
import { Shape } from './shape-of.ts';
import { Sigmoid } from './sigmoid.ts';
import { SigmoidGrad } from './sigmoid-grad.ts';
import { Sign } from './sign.ts';
import { Sin } from './sin.ts';
import { Slice } from './slice.ts';
import { Softmax } from './softmax.ts';
import { Softplus } from './softplus.ts';
import { Sqrt } from './sqrt.ts';
import { Square } from './square.ts';
import { Pack } from './stack.ts';
import { StopGradient } from './stop-gradient.ts';
import { Sub } from './sub.ts';
import { Sum } from './sum.ts';
import { Tanh } from './tanh.ts';
import { TanhGrad } from './tanh-grad.ts';
import { TopKV2 } from './top-k.ts';
import { Transpose } from './transpose.ts';
import { Unpack } from './unstack.ts';
import { ZerosLike } from './zeros-like.ts';

export const primitives = {
  Abs,
  AddV2,
  AdjustHue,
  AdjustSaturation,
  All,
  Any,
  Atan2,
  AvgPool,
  AvgPoolGrad,
  BatchMatMulV2,
  BiasAdd,
  BiasAddGrad,
  Bitcast,
  BroadcastBatch,
  BroadcastTo,
  Cast,
  ConcatV2,
  Conv2D,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  Cos,
  DecodeRaw,
  DenseBincount,
  DepthwiseConv2dNative,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  DynamicSlice,
  Elu,
  EluGrad,
  Equal,
  Erf,
  Erfinv,
  Exp,
  Floor,
  FloorDiv,
  FloorMod,
  FusedBatchNormGradV3,
  FusedBatchNormV3,
  GatherV2,
  Greater,
  GreaterEqual,
  Identity,
  ImageProjectiveTransformV3,
  LeakyRelu,
  LeakyReluGrad,
  Less,
  LessEqual,
  Log,
  Log1p,
  LogicalAnd,
  LogicalNot,
  LogicalOr,
  Max,
  MaxPool,
  MaxPoolGrad,
  MaxPoolGradGrad,
  Maximum,
  Mean,
  Min,
  Minimum,
  MirrorPad,
  MirrorPadGrad,
  Mul,
  Neg,
  OnesLike,
  Pack,
  Pad,
  Pow,
  RealDiv,
  Relu,
  Relu6,
  Relu6Grad,
  ReluGrad,
  Reshape,
  ResizeBicubic,
  ResizeBilinear,
  ResizeBilinearGrad,
  ResizeNearestNeighbor,
  ResizeNearestNeighborGrad,
  ResourceGather,
  ReverseV2,
  Roll,
  Round,
  Rsqrt,
  SelectV2,
  Shape,
  Sigmoid,
  SigmoidGrad,
  Sign,
  Sin,
  Slice,
  Softmax,
  Softplus,
  Sqrt,
  Square,
  StatelessRandomGammaV3,
  StatelessRandomNormalV2,
  StatelessRandomUniformV2,
  StatelessTruncatedNormalV2,
  StopGradient,
  Sub,
  Sum,
  Tanh,
  TanhGrad,
  TopKV2,
  Transpose,
  Unpack,
  ZerosLike,
} as const satisfies Readonly<Record<string, Primitive<never, never>>>;

export type PrimitiveName = keyof typeof primitives;
