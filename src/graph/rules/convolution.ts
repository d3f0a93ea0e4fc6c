// Strides, paddings and dilations of convolutions, the same for a convolution and its two gradients.
import { int32s } from '../ir/constant.ts';
import { type Attributes, dimension, type Shape, staticShape, type Tensor } from '../ir/tensor.ts';
import { type ConstantMaker, typeAttribute } from './primitive.ts';
import { type Padding, windowedSize } from './shapes.ts';

export interface Convolution {
  readonly stride: number;
  readonly padding: Padding;
  readonly dilation: number;
}

/** TensorFlow's depthwise kernels know no dilation: some refuse it, others fail with an obscure message. */
export type UndilatedConvolution = Convolution & { readonly dilation: 1 };

export function convolutionAttributes([x]: readonly Tensor[], { stride, padding, dilation }: Convolution): Attributes {
  return {
    T: typeAttribute(x),
    strides: { kind: 'ints', value: [1, stride, stride, 1] },
    dilations: { kind: 'ints', value: [1, dilation, dilation, 1] },
    padding: { kind: 'string', value: padding.toUpperCase() },
    data_format: { kind: 'string', value: 'NHWC' },
  };
}

/** Batch, height, width and channels that a convolution of `x` (n x h x w x c) leaves. */
export function convolvedShape(x: Tensor, filter: Tensor, p: Convolution, channels: number): Shape {
  const [batch = null, height = null, width = null] = x.shape;
  return [
    batch,
    windowedSize(height, dimension(filter, 0), p.stride, p.padding, p.dilation),
    windowedSize(width, dimension(filter, 1), p.stride, p.padding, p.dilation),
    channels,
  ];
}

export function shapeConstant(shape: Shape, constant: ConstantMaker): Tensor {
  return constant(int32s(staticShape(shape)));
}
