// A shape drawn where it may be: anywhere, or so that enough of it lies on the object.
import { bug } from '../../diagnostics/outside-error.ts';
import { whileLoop } from '../../graph/ir/control-flow.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { broadcastTo } from '../../graph/primitives/broadcast-to.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { logicalNot } from '../../graph/primitives/logical-not.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { float, integer } from '../../graph/rules/primitive.ts';
import type { Recipe } from '../core/call.ts';
import type { DrawnShape, SampleScope } from '../core/scopes.ts';

export interface Placement {
  readonly shape: Recipe;
  /** Share of the shape that lies on the object, at least. */
  readonly overlap: number;
  /** How often it is drawn, at most. */
  readonly tries: number;
  /** What lies beside the object is left out. */
  readonly cut: boolean;
}

/** `object`: its mask (h x w x 1), undefined for everywhere. A shape that never lies right is as it was drawn last. */
export function placedShape(
  scope: SampleScope,
  object: Tensor | undefined,
  { shape, overlap, tries, cut }: Placement,
): DrawnShape {
  if (object === undefined) return scope.shape(shape);
  const drawn = overlap === 0 ? scope.shape(shape) : onObject(scope, object, shape, overlap, tries);
  return cut ? { ...drawn, mask: mul(drawn.mask, object) } : drawn;
}

function onObject(scope: SampleScope, object: Tensor, shape: Recipe, overlap: number, tries: number): DrawnShape {
  const zero = integer(scope.builder, 0);
  const nothing = broadcastTo(float(scope.builder, 0), [scope.height, scope.width, 1]);
  const lies = (mask: Tensor) => greaterEqual(sum(mul(mask, object)), mul(sum(mask), overlap));
  const [, mask = bug('no mask'), counted = bug('no shape')] = whileLoop(
    [zero, nothing, scope.noShapes()],
    ([done = bug('no count'), current = bug('no mask')]) =>
      logicalAnd(less(done, tries), logicalNot(logicalAnd(less(0, done), lies(current)))),
    ([done = bug('no count')]) => {
      const drawn = scope.repeated('trial', done, () => scope.shape(shape));
      return [add(done, 1), drawn.mask, drawn.counted];
    },
  );
  return { mask, counted };
}
