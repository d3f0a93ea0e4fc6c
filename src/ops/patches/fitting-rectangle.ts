// A rectangle of given sides, turned, at any place where it lies wholly inside the image.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sin } from '../../graph/primitives/sin.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { float } from '../../graph/rules/primitive.ts';
import type { Distribution } from '../core/call.ts';
import type { SampleScope } from '../core/scopes.ts';
import { toMask } from '../pixels/box.ts';
import { turnedFrame, uprightFrame } from './frame.ts';

/** The mask h x w x 1. `width`, `height`: float scalars in pixels. Draws `angle`, `x` and `y`. */
export function fittingRectangle(scope: SampleScope, width: Tensor, height: Tensor, angle: Distribution): Tensor {
  const isUpright = angle.kind === 'constant' && angle.value === 0;
  const turn = isUpright ? undefined : turnOf(scope.draw('angle', angle));
  const x = placed(scope, 'x', turn?.across(width, height) ?? width, scope.width);
  const y = placed(scope, 'y', turn?.across(height, width) ?? height, scope.height);
  const { along, across } = turn ? turnedFrame(scope, x, y, turn.degrees) : uprightFrame(scope, x, y);
  return toMask(logicalAnd(less(abs(along), mul(width, 0.5)), less(abs(across), mul(height, 0.5))));
}

// `across`: how far a turned rectangle reaches along the side that was `own`.
function turnOf(degrees: Tensor) {
  const radians = mul(degrees, Math.PI / 180);
  const [c, s] = [abs(cos(radians)), abs(sin(radians))];
  return { degrees, across: (own: Tensor, other: Tensor) => add(mul(own, c), mul(other, s)) };
}

// The middle of an extent that fits into the side; one that does not stands in the middle.
function placed(scope: SampleScope, name: string, extent: Tensor, side: number): Tensor {
  const free = maximum(sub(side, extent), 0);
  const luck = scope.draw(name, { kind: 'uniform', from: -0.5, to: 0.5, unit: 'none' });
  return add(mul(luck, free), float(scope.builder, side / 2));
}
