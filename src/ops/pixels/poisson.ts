// Seamless cloning (Perez et al. 2003): inside a shape the image takes the gradients of the donor instead
// of its own; in the rest of the rectangle around the shape it keeps its own as well as it can; on the
// rectangle's border it is what it was. The equation is linear, so it is solved for the change alone:
//
//   laplacian(change) = divergence(weight (donor gradient - image gradient)),  change = 0 on the border
//
// The outermost pixels of the image never change.
import { bug } from '../../diagnostics/outside-error.ts';
import { switchCase } from '../../graph/ir/control-flow.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { pad } from '../../graph/primitives/pad.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { transpose } from '../../graph/primitives/transpose.ts';
import { integer } from '../../graph/rules/primitive.ts';
import type { Window } from '../core/scopes.ts';
import { boundsOf, type Extent } from './bounds.ts';
import { toMask } from './box.ts';
import { solvePoisson } from './sine-transform.ts';
import { type Canvas, cut, placedBack, windowSides, withoutBorder } from './window.ts';

/** `poisson_mixed` takes the donor's gradient only where it is larger than the image's. */
export type Cloning = 'poisson' | 'poisson_mixed';

interface Clone {
  /** h x w x c. */
  readonly image: Tensor;
  readonly donor: Tensor;
  /** h x w x 1: how much of the donor's gradients. */
  readonly weight: Tensor;
}

/** How much the image changes, h x w x c. */
export function clonedChange(scope: Canvas, { weight, ...pictures }: Clone, how: Cloning): Tensor {
  const { builder, height, width } = scope;
  const clone = { ...pictures, weight: withoutBorder(scope, weight) };
  const { rows, columns } = boundsOf(scope, clone.weight);
  // The work grows with the cube of the side, so a small patch is solved in a small window.
  // The rectangle's border is one pixel more on each side.
  const needed = add(maximum(rows.size, columns.size), 2);
  const squares = windowSides.filter((side) => side < Math.min(height, width));
  const tooSmall = squares.map((side) => cast(greater(needed, side), 'int32'));
  const chosen = tooSmall.reduce((sum, one) => add(sum, one), integer(builder, 0));
  const sizes = [...squares.map((side) => ({ height: side, width: side })), { height, width }];
  const solved = switchCase(
    chosen,
    sizes.map((size) => () => {
      const window = { ...size, row: startOf(rows, size.height, height), column: startOf(columns, size.width, width) };
      const change = solvePoisson(scope, sources(clone, window, how), {
        rows: { ...rows, start: sub(rows.start, window.row) },
        columns: { ...columns, start: sub(columns.start, window.column) },
      });
      return [placedBack(scope, transpose(change, [1, 2, 0]), window)];
    }),
  );
  return solved[0] ?? bug('a branch without a result');
}

function startOf({ start }: Extent, side: number, whole: number): Tensor {
  return minimum(maximum(sub(start, 1), 0), whole - side);
}

// c x h x w, in the window: the divergence of the gradients that are wanted besides the image's own.
function sources({ image, donor, weight }: Clone, window: Window, how: Cloning): Tensor {
  const planes = (x: Tensor) => transpose(cut(x, window), [2, 0, 1]);
  const [own, given, share] = [planes(image), planes(donor), planes(weight)];
  const along = (axis: 1 | 2) => {
    const wanted = sub(steps(given, axis), steps(own, axis));
    const larger = () => toMask(greater(abs(steps(given, axis)), abs(steps(own, axis))));
    // The step to the next pixel belongs to the pixel that it starts from, as in OpenCV.
    const gradient = mul(wanted, part(share, axis, 0));
    return divergence(how === 'poisson_mixed' ? mul(gradient, larger()) : gradient, axis);
  };
  return add(along(1), along(2));
}

// From each pixel to the next one along an axis.
function steps(x: Tensor, axis: number): Tensor {
  return sub(part(x, axis, 1), part(x, axis, 0));
}

// All but the last along an axis, or all but the first.
function part(x: Tensor, axis: number, start: 0 | 1): Tensor {
  return slice(x, { axis, start, size: dimension(x, axis) - 1 });
}

function divergence(gradient: Tensor, axis: number): Tensor {
  const padded = (...own: readonly [before: number, after: number]) =>
    pad(
      gradient,
      gradient.shape.map((_, i) => (i === axis ? own : none)),
    );
  return sub(padded(0, 1), padded(1, 0));
}

const none = [0, 0] as const;
