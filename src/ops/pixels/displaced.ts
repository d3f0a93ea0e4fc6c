// An image whose every pixel shows another place, interpolated linearly between the four pixels around it.

import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { gather } from '../../graph/primitives/gather.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { SampleScope } from '../core/scopes.ts';
import { countUp } from './places.ts';
import { mapPlanes } from './planes.ts';

/** `right`, `down`: h x w, in pixels. Outside lies the mirror image (up to one side away), then the edge. */
export function displaced({ builder }: SampleScope, image: Tensor, right: Tensor, down: Tensor): Tensor {
  const [height, width] = [dimension(image, 0), dimension(image, 1)];
  const x = split(add(right, countUp(builder, width, [1, width])), width);
  const y = split(add(down, countUp(builder, height, [height, 1])), height);
  const at = (row: Tensor, column: Tensor) => cast(add(mul(row, width), column), 'int32');
  const [topLeft, topRight] = [at(y.before, x.before), at(y.before, x.after)];
  const [bottomLeft, bottomRight] = [at(y.after, x.before), at(y.after, x.after)];
  return mapPlanes(image, (plane) => {
    const show = (places: Tensor) => gather(reshape(plane, [height * width]), places);
    const top = between(show(topLeft), show(topRight), x.share);
    return between(top, between(show(bottomLeft), show(bottomRight), x.share), y.share);
  });
}

interface Split {
  /** The pixels on both sides, as floats, and how far the place is from the first. */
  readonly before: Tensor;
  readonly after: Tensor;
  readonly share: Tensor;
}

function split(place: Tensor, size: number): Split {
  const last = size - 1;
  const mirrored = sub(last, abs(sub(last, abs(place))));
  const inside = minimum(maximum(mirrored, 0), last);
  const before = minimum(floor(inside), Math.max(last - 1, 0));
  return { before, after: minimum(add(before, 1), last), share: sub(inside, before) };
}

function between(a: Tensor, b: Tensor, share: Tensor): Tensor {
  return add(a, mul(share, sub(b, a)));
}
