// The mask of a shadow with one straight edge.
import type { Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { div } from '../../graph/primitives/div.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sin } from '../../graph/primitives/sin.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { float } from '../../graph/rules/primitive.ts';
import type { Distribution } from '../core/call.ts';
import type { SampleScope } from '../core/scopes.ts';
import { clipped } from '../pixels/clipped.ts';
import { turnedFrame } from './frame.ts';

export interface Shade {
  readonly angle: Distribution;
  readonly width: Distribution;
  readonly place: Distribution;
}

/** h x w x 1: smooth at both ends. Draws `angle`, `width` and `place`. */
export function shadeMask(scope: SampleScope, { angle, width, place }: Shade): Tensor {
  const { builder, height, width: side } = scope;
  const degrees = scope.draw('angle', angle);
  const { along } = turnedFrame(scope, float(builder, side / 2), float(builder, height / 2), degrees);
  const radians = mul(degrees, Math.PI / 180);
  const extent = add(mul(abs(cos(radians)), side), mul(abs(sin(radians)), height));
  // From -1/2 at one corner to 1/2 at the opposite one.
  const way = div(along, extent);
  const middle = sub(scope.draw('place', place), 0.5);
  const rise = clipped(add(div(sub(way, middle), scope.draw('width', width)), 0.5));
  return mul(square(rise), sub(3, mul(rise, 2)));
}
