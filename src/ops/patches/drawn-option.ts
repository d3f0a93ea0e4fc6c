// What a random step gives where its options are images and anomalies: an anomaly, whichever is drawn.
import { bug } from '../../diagnostics/outside-error.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { broadcastTo } from '../../graph/primitives/broadcast-to.ts';
import { boolean, float, integer } from '../../graph/rules/primitive.ts';
import { isAnomaly } from '../core/inputs.ts';
import type { Anomaly, SampleScope } from '../core/scopes.ts';

/** The results of a branch that gives an option. An image is an anomaly without any: its mask is empty. */
export function anomalyBranch(scope: SampleScope, option: () => Tensor | Anomaly): readonly Tensor[] {
  const { builder, height, width } = scope;
  const value = option();
  if (isAnomaly(value)) {
    const { image, mask, original, shapes, redraws, meant = boolean(builder, true) } = value;
    return [image, mask, original, shapes, redraws, meant];
  }
  const empty = broadcastTo(float(builder, 0), [height, width, 1]);
  return [value, empty, value, scope.noShapes(), integer(builder, 0), boolean(builder, false)];
}

/** What such a branch gave. */
export function anomalyOfBranch([image, mask, original, shapes, redraws, meant]: readonly Tensor[]): Anomaly {
  if (!image || !mask || !original || !shapes || !redraws || !meant) return bug('a branch without an anomaly');
  return { image, mask, original, shapes, redraws, meant };
}
