// What the layers share that change the size of a tensor.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { resizeBilinear } from '../../graph/primitives/resize-bilinear.ts';
import { resizeNearest } from '../../graph/primitives/resize-nearest.ts';
import type { Side } from '../../graph/rules/resizing.ts';
import { word } from '../core/parameter.ts';

/** The parameter; nearest unless said otherwise. */
export const method = word(['nearest', 'bilinear'], {
  default: 'nearest',
  doc: 'how the pixels between are filled; pixel centres at halves',
});

export function resized(x: Tensor, side: Side, by: 'nearest' | 'bilinear'): Tensor {
  return by === 'nearest' ? resizeNearest(x, side) : resizeBilinear(x, side);
}
