// An image turned about its middle, interpolated between pixels.

import { bug } from '../../diagnostics/outside-error.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { less } from '../../graph/primitives/less.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { type Projection, projectiveTransform } from '../../graph/primitives/projective-transform.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sin } from '../../graph/primitives/sin.ts';
import { stack } from '../../graph/primitives/stack.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { float } from '../../graph/rules/primitive.ts';
import type { ImageSource, SampleScope, Window } from '../core/scopes.ts';

/** `image`: h x w x c. `degrees`: a float scalar, counter-clockwise. `outside`: what comes in at the corners. */
export function turned(
  { builder }: SampleScope,
  image: Tensor,
  degrees: Tensor,
  outside: Projection['outside'],
): Tensor {
  const [height, width] = [dimension(image, 0), dimension(image, 1)];
  const { x, y } = turnBackwards(degrees, height, width);
  return projected(builder, image, [x, y], { height, width, interpolation: 'bilinear', outside });
}

/**
 * A window of what `turned` makes of an image that is reflected at its border, up to rounding; undefined where it shows
 * too much of the image for that.
 */
export function turnedPart(
  { builder, height, width }: SampleScope,
  source: ImageSource,
  degrees: Tensor,
  window: Window,
): Tensor | undefined {
  // However it is turned, what the window shows lies in this square, a pixel for interpolation and one for rounding around it.
  const side = Math.ceil(Math.hypot(window.height, window.width)) + 4;
  if (side >= Math.min(height, width)) return undefined;
  const { x, y } = turnBackwards(degrees, height, width);
  const [left, top] = [window.column, window.row].map((place) => cast(place, 'float32'));
  if (!left || !top) return bug('a window without a place');
  const seen = [x, y].map((row, i) => seenAlong(row, { left, top, window }, i === 0 ? width : height, side));
  const [across, down] = seen;
  if (!across || !down) return bug('an image without sides');
  const shown = source.part({ height: side, width: side, row: down.start, column: across.start });
  const projection = { ...window, interpolation: 'bilinear', outside: 'reflect' } as const;
  return projected(builder, shown, [across.row, down.row], projection);
}

/** A coordinate of the pixel that is seen: a x + b y + c. */
type Row = readonly [a: Tensor, b: Tensor, c: Tensor];

// Pixel p shows pixel M (p - middle) + middle, M the turn backwards; y points down.
function turnBackwards(degrees: Tensor, height: number, width: number): { readonly x: Row; readonly y: Row } {
  const radians = mul(degrees, Math.PI / 180);
  const [cosine, sine] = [cos(radians), sin(radians)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  return {
    x: [cosine, neg(sine), sub(cx, sub(mul(cosine, cx), mul(sine, cy)))],
    y: [sine, cosine, sub(cy, add(mul(sine, cx), mul(cosine, cy)))],
  };
}

interface Place {
  readonly left: Tensor;
  readonly top: Tensor;
  readonly window: Pick<Window, 'height' | 'width'>;
}

// The same coordinate counted from the window and in the part of the image that it shows, which begins at `start`. A
// window that looks beyond the border sees the image reflected: there the coordinate runs the other way.
function seenAlong([a, b, c]: Row, { left, top, window }: Place, whole: number, side: number) {
  const atCorner = add(add(mul(a, left), mul(b, top)), c);
  const middle = add(atCorner, add(mul(a, (window.width - 1) / 2), mul(b, (window.height - 1) / 2)));
  const isBefore = cast(less(middle, -0.5), 'float32');
  const isBehind = cast(greater(middle, whole - 0.5), 'float32');
  const way = sub(1, mul(add(isBefore, isBehind), 2));
  const turningPoint = sub(mul(isBehind, 2 * whole - 1), isBefore);
  const reflected = (place: Tensor) => add(mul(place, way), turningPoint);
  const first = floor(sub(reflected(middle), (side - 1) / 2));
  const start = minimum(maximum(first, 0), whole - side);
  const row: Row = [mul(a, way), mul(b, way), sub(reflected(atCorner), start)];
  return { row, start: cast(start, 'int32') };
}

function projected(
  builder: GraphBuilder,
  image: Tensor,
  [x, y]: readonly [Row, Row],
  { height, width, interpolation, outside }: Projection,
): Tensor {
  const zero = float(builder, 0);
  const transforms = reshape(stack([...x, ...y, zero, zero]), [1, 8]);
  const batch = reshape(image, [1, ...image.shape]);
  const seen = projectiveTransform(batch, transforms, { height, width, interpolation, outside });
  return reshape(seen, [height, width, dimension(image, 2)]);
}
