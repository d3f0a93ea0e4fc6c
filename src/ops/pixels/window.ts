// A part of the image of fixed size, at a place that only the run knows.
import { int32s } from '../../graph/ir/constant.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { dynamicSlice } from '../../graph/primitives/dynamic-slice.ts';
import { gather } from '../../graph/primitives/gather.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { pad } from '../../graph/primitives/pad.ts';
import { select } from '../../graph/primitives/select.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { stack } from '../../graph/primitives/stack.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { ImageSource, SampleScope, Window } from '../core/scopes.ts';

/** The size of the image, and where nodes go. */
export type Canvas = Pick<SampleScope, 'builder' | 'height' | 'width'>;

/** The squares in which what is small is worked on, in pixels. */
export const windowSides = [32, 64, 96, 128, 192, 256, 384, 512] as const;

/** What an image (h x w x c) shows in the window, which lies inside of it. */
export function cut(image: Tensor, { height, width, row, column }: Window): Tensor {
  return dynamicSlice(image, stack([row, column, mul(row, 0)]), [height, width, dimension(image, 2)]);
}

/** An image that is there. */
export function made(image: Tensor): ImageSource {
  return { isMade: true, whole: () => image, part: (window) => cut(image, window) };
}

/** What the window holds (its height x its width x c) at its place in an image of zeros. */
export function placedBack(scope: Canvas, content: Tensor, { height, width, row, column }: Window): Tensor {
  if (height === scope.height && width === scope.width) return content;
  const framed = pad(content, [
    [0, 1],
    [0, 1],
    [0, 0],
  ]);
  // Rows last: a row is copied as one piece.
  const columns = gather(framed, placesIn(scope, scope.width, column, width), 1);
  return gather(columns, placesIn(scope, scope.height, row, height), 0);
}

/** An image of zeros along its outermost pixels. */
export function withoutBorder({ height, width }: Canvas, x: Tensor): Tensor {
  const rows = slice(x, { axis: 0, start: 1, size: height - 2 });
  return pad(slice(rows, { axis: 1, start: 1, size: width - 2 }), [
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
}

// For each place of the whole side, where it lies in the window; outside of it, the zeros behind its end.
function placesIn({ builder }: Canvas, whole: number, start: Tensor, size: number): Tensor {
  const own = sub(builder.current.constant(int32s(Array.from({ length: whole }, (_, i) => i))), start);
  return select(logicalAnd(greaterEqual(own, 0), less(own, size)), own, size);
}
