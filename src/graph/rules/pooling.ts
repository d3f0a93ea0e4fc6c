// Windows of pooling, the same for a pooling and its gradients.

import type { Attributes, Shape, Tensor } from '../ir/tensor.ts';
import { typeAttribute } from './primitive.ts';
import { type Padding, windowedSize } from './shapes.ts';

export interface Pooling {
  /** Side of the window. */
  readonly window: number;
  readonly stride: number;
  readonly padding: Padding;
}

export function poolingAttributes([x]: readonly Tensor[], { window, stride, padding }: Pooling): Attributes {
  return {
    T: typeAttribute(x),
    ksize: { kind: 'ints', value: [1, window, window, 1] },
    strides: { kind: 'ints', value: [1, stride, stride, 1] },
    padding: { kind: 'string', value: padding.toUpperCase() },
    data_format: { kind: 'string', value: 'NHWC' },
  };
}

/** Batch, height, width and channels that pooling `x` (n x h x w x c) leaves. */
export function pooledShape(x: Tensor, { window, stride, padding }: Pooling): Shape {
  const [batch = null, height = null, width = null, channels = null] = x.shape;
  const size = (side: number | null) => windowedSize(side, window, stride, padding);
  return [batch, size(height), size(width), channels];
}
