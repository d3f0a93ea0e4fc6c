// One patch: the donor seen through a shape.
import { bug } from '../../diagnostics/outside-error.ts';
import { switchCase } from '../../graph/ir/control-flow.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { Distribution } from '../core/call.ts';
import type { DrawnShape, ImageSource, SampleScope } from '../core/scopes.ts';
import { blends, type PixelBlend } from '../pixels/blend.ts';
import { boundsOf, type Extent } from '../pixels/bounds.ts';
import { toMask } from '../pixels/box.ts';
import { clipped } from '../pixels/clipped.ts';
import { imageOf, planesOf, repeatedOver } from '../pixels/planes.ts';
import { type Cloning, clonedChange } from '../pixels/poisson.ts';
import { rolled } from '../pixels/roll.ts';
import { softened } from '../pixels/soften.ts';
import { placedBack, windowSides } from '../pixels/window.ts';
import { type Placement, placedShape } from './placed-shape.ts';

export interface PatchSettings extends Placement, Showing {}

/** How a donor is seen through a shape. */
export interface Showing {
  readonly opacity: Distribution;
  readonly feather: Distribution;
  readonly from: 'same' | 'anywhere';
  readonly blend: PixelBlend | Cloning;
}

export interface Patch {
  readonly image: Tensor;
  /** h x w x 1, 0 or 1: where the image can have changed by half a level of 255 or more. Elsewhere it is what it was. */
  readonly mask: Tensor;
  /** See `Anomaly`. */
  readonly shapes: Tensor;
}

/** `image`, `donor`: h x w x c, the donor made as far as it is seen. `object`: where it may lie, h x w x 1. */
export function pastedPatch(
  scope: SampleScope,
  image: Tensor,
  donor: ImageSource,
  object: Tensor | undefined,
  settings: PatchSettings,
): Patch {
  return shownThrough(scope, image, donor, placedShape(scope, object, settings), settings);
}

/** The same through a shape that has its place. */
export function shownThrough(
  scope: SampleScope,
  image: Tensor,
  donor: ImageSource,
  { mask, counted }: DrawnShape,
  settings: Showing,
): Patch {
  const soft = softened(scope, mask, settings.feather, 'feather');
  const weight = mul(soft, scope.draw('opacity', settings.opacity));
  const visible = toMask(greater(weight, halfLevel));
  const shown = settings.from === 'same' ? donor.whole() : fromAnywhere(scope, donor, visible);
  const { blend } = settings;
  if (blend === 'poisson' || blend === 'poisson_mixed') {
    const change = clonedChange(scope, { image, donor: shown, weight }, blend);
    return { ...changed(scope, image, change), shapes: counted };
  }
  const weights = repeatedOver(dimension(image, 2), mul(weight, visible));
  return { image: blends[blend](image, shown, weights), mask: visible, shapes: counted };
}

/** Of a picture of 256 levels: what is less cannot be seen. */
const halfLevel = 0.5 / 255;

// The part of the donor that is seen: any that fits under the patch, wherever it lies in the donor. At the patch's place;
// elsewhere there may be nothing.
function fromAnywhere(scope: SampleScope, donor: ImageSource, visible: Tensor): Tensor {
  const { height, width } = scope;
  const { rows, columns } = boundsOf(scope, visible);
  const drawn = (name: string, { size }: Extent, side: number) =>
    cast(floor(mul(scope.uniform(name, []), sub(side + 1, cast(size, 'float32')))), 'int32');
  const [row, column] = [drawn('from/y', rows, height), drawn('from/x', columns, width)];
  const shift = { row: sub(row, rows.start), column: sub(column, columns.start) };
  const whole = () => rolled(donor.whole(), shift.row, shift.column);
  const squares = windowSides.filter((side) => side < Math.min(height, width));
  // Where nothing runs there is nothing to save.
  if (donor.isMade || !scope.builder.runs || squares.length === 0) return whole();
  const needed = maximum(rows.size, columns.size);
  const tooSmall = squares.map((side) => cast(greater(needed, side), 'int32'));
  const branches = squares.map((side) => () => {
    const window = {
      height: side,
      width: side,
      row: minimum(row, height - side),
      column: minimum(column, width - side),
    };
    const place = { row: sub(window.row, shift.row), column: sub(window.column, shift.column) };
    return [placedBack(scope, donor.part(window), { ...window, ...place })];
  });
  const shown = switchCase(
    tooSmall.reduce((sum, one) => add(sum, one)),
    [...branches, () => [whole()]],
  );
  return shown[0] ?? bug('a branch without a result');
}

// The image with a change, but where it is too small to be seen.
function changed(scope: SampleScope, image: Tensor, change: Tensor): Omit<Patch, 'shapes'> {
  const before = planesOf(image);
  const differences = planesOf(change).map((plane, i) => {
    const own = before[i] ?? bug('a channel too many');
    return sub(clipped(add(own, plane)), own);
  });
  const largest = differences.map((plane) => abs(plane)).reduce((a, b) => maximum(a, b));
  const visible = toMask(greater(largest, halfLevel));
  const after = before.map((plane, i) => add(plane, mul(differences[i] ?? bug('a channel too few'), visible)));
  return { image: imageOf(after), mask: reshape(visible, [scope.height, scope.width, 1]) };
}
