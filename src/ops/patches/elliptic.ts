// The distance from the middle of an ellipse at any place and angle: what round shapes are made of.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { div } from '../../graph/primitives/div.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { square } from '../../graph/primitives/square.ts';
import type { Distribution } from '../core/call.ts';
import type { SampleScope } from '../core/scopes.ts';
import { anyCentre, turnedFrame } from './frame.ts';

export interface Ellipse {
  /** Share of the image. */
  readonly area: Distribution;
  /** Long axis to short axis. */
  readonly aspect: Distribution;
  readonly angle: Distribution;
}

/** h x w x 1: the square of the distance, 1 on the ellipse. Draws its place, `area`, `aspect` and `angle`. */
export function squaredDistance(scope: SampleScope, { area, aspect, angle }: Ellipse): Tensor {
  const [x, y] = anyCentre(scope);
  const { along, across } = turnedFrame(scope, x, y, scope.draw('angle', angle));
  const ratio = scope.draw('aspect', aspect);
  // pi a b = area and a = ratio b.
  const b = sqrt(div(mul(scope.draw('area', area), (scope.height * scope.width) / Math.PI), ratio));
  return add(square(div(along, mul(b, ratio))), square(div(across, b)));
}
