import { bug } from '../../diagnostics/outside-error.ts';
import { whileLoop } from '../../graph/ir/control-flow.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { concat } from '../../graph/primitives/concat.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { logicalNot } from '../../graph/primitives/logical-not.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { integer } from '../../graph/rules/primitive.ts';
import type { Distribution } from '../core/call.ts';
import { imageInput, isAnomaly } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { area, count, drawn, flag, share, text, word } from '../core/parameter.ts';
import type { SampleScope } from '../core/scopes.ts';
import { shownThrough } from '../patches/patch.ts';
import { boundsOf, type Extent } from '../pixels/bounds.ts';
import { toMask } from '../pixels/box.ts';
import { clipped } from '../pixels/clipped.ts';
import { mapPlanes } from '../pixels/planes.ts';
import { scalingMatrix } from '../pixels/resample.ts';
import { rolled } from '../pixels/roll.ts';
import { turned } from '../pixels/turn.ts';

import { made } from '../pixels/window.ts';

export const pasteDefect = defineAugmentation({
  name: 'paste_defect',
  doc: 'A real defect of a folder, another one for each sample, at any place of the image; its mask moves with it. The folder holds images with their masks, told apart and paired as by the source `folder`, or cut-outs with transparency; an image is looked at as training images are, a cut-out has the scale of the first of them.',
  provenance: 'our choice',
  example: 'synthetic, mask = image -> paste_defect("known-defects", angle: 0deg..360deg) -> relabel()',
  inputs: [{ name: 'image', type: ['image', 'anomaly'], doc: 'what is pasted onto' }],
  parameters: {
    folder: text({ doc: 'the folder, relative to the data folder; folders inside it count' }),
    angle: drawn.angle({ default: 0, doc: 'how it is turned, counter-clockwise' }),
    size: drawn.number({ default: 1, min: 0.1, max: 10, doc: 'how many times larger it becomes' }),
    place: word(['anywhere', 'same'], {
      default: 'anywhere',
      doc: 'where it lies: anywhere inside the image, or where it lay in its own',
    }),
    opacity: drawn.share({ default: 1, doc: 'how much of it is seen' }),
    feather: drawn.length({ default: 0, max: 64, doc: 'standard deviation of a blur of its edge' }),
    blend: word(['alpha', 'additive', 'multiplicative', 'poisson', 'poisson_mixed'], {
      default: 'alpha',
      doc: 'how it is seen, as in `paste`',
    }),
    inside: area({ doc: 'where it may be: everywhere, or on the object that a mask shows' }),
    overlap: share({
      default: 0.25,
      doc: 'share of it that lies on the object at least; another place is drawn where it does not',
    }),
    tries: count({ default: 10, max: 1000, doc: 'how often a place is drawn for that at most' }),
    cut: flag({ default: true, doc: 'what lies beside the object is left out' }),
  },
  result: 'anomaly',
  defectFolder: 'folder',
  emit(scope, [base], { folder, inside, cut, ...settings }) {
    const image = imageInput(base);
    const before = isAnomaly(base) ? base : undefined;
    const object = inside.kind === 'mask' ? scope.value(inside.mask) : undefined;
    const { picture, mask } = placedDefect(scope, folder, object, settings);
    const shape = { mask: object && cut ? mul(mask, object) : mask, counted: scope.noShapes() };
    const patch = shownThrough(scope, image, made(picture), shape, { ...settings, from: 'same' });
    return {
      image: patch.image,
      mask: before ? maximum(before.mask, patch.mask) : patch.mask,
      original: before?.original ?? image,
      shapes: before?.shapes ?? patch.shapes,
      redraws: before?.redraws ?? integer(scope.builder, 0),
    };
  },
});

interface Placing {
  readonly angle: Distribution;
  readonly size: Distribution;
  readonly place: 'anywhere' | 'same';
  readonly overlap: number;
  readonly tries: number;
}

interface Place {
  readonly row: Tensor;
  readonly column: Tensor;
}

// Turned and scaled about its own middle, then moved: the picture and its mask as one.
function placedDefect(scope: SampleScope, folder: string, object: Tensor | undefined, settings: Placing) {
  const { height, width, channels } = scope;
  const { picture, mask } = scope.defect(folder);
  const found = boundsOf(scope, mask);
  const home = { row: found.rows.start, column: found.columns.start };
  const middle = { row: halfOf(height, found.rows), column: halfOf(width, found.columns) };
  const middled = moved(concat([picture, mask], 2), home, middle);
  const shaped = resized(scope, rotated(scope, middled, settings.angle), settings.size);
  const own = slice(shaped, { axis: 2, start: channels, size: 1 });
  const bounds = boundsOf(scope, toMask(greater(own, 0.5)));
  const start = { row: bounds.rows.start, column: bounds.columns.start };
  const anywhere = () => ({
    row: placeIn(scope, 'row', bounds.rows, height),
    column: placeIn(scope, 'column', bounds.columns, width),
  });
  const to =
    settings.place === 'same'
      ? { row: add(start.row, sub(home.row, middle.row)), column: add(start.column, sub(home.column, middle.column)) }
      : object && settings.overlap > 0
        ? onObject(scope, object, own, start, anywhere, settings)
        : anywhere();
  const put = moved(shaped, start, to);
  return {
    picture: slice(put, { axis: 2, start: 0, size: channels }),
    mask: slice(put, { axis: 2, start: channels, size: 1 }),
  };
}

function rotated(scope: SampleScope, image: Tensor, angle: Distribution): Tensor {
  if (angle.kind === 'constant' && angle.value === 0) return image;
  return turned(scope, image, scope.draw('angle', angle), 'constant');
}

function resized(scope: SampleScope, image: Tensor, size: Distribution): Tensor {
  if (size.kind === 'constant' && size.value === 1) return image;
  const by = scope.draw('size', size);
  const across = scalingMatrix(scope, scope.width, by, 'constant');
  const down = scalingMatrix(scope, scope.height, by, 'constant');
  return mapPlanes(image, (plane) => clipped(matmul(matmul(down, plane), across, { transposeB: true })));
}

// Where an extent begins whose middle is that of the side: half of what is left.
function halfOf(side: number, { size }: Extent): Tensor {
  return cast(floor(mul(sub(side, cast(size, 'float32')), 0.5)), 'int32');
}

// Any place at which an extent fits into the side.
function placeIn(scope: SampleScope, name: string, { size }: Extent, side: number): Tensor {
  const places = maximum(sub(side + 1, cast(size, 'float32')), 1);
  return cast(floor(mul(scope.uniform(name, []), places)), 'int32');
}

function moved(image: Tensor, from: Place, to: Place): Tensor {
  return rolled(image, sub(from.row, to.row), sub(from.column, to.column));
}

// A place at which enough of it lies on the object; where there is none, the last that was tried.
function onObject(
  scope: SampleScope,
  object: Tensor,
  mask: Tensor,
  start: Place,
  anywhere: () => Place,
  { overlap, tries }: Placing,
): Place {
  const zero = integer(scope.builder, 0);
  const lies = (to: Place) => greaterEqual(sum(mul(moved(mask, start, to), object)), mul(sum(mask), overlap));
  const [, row = bug('no row'), column = bug('no column')] = whileLoop(
    [zero, zero, zero],
    ([done = bug('no count'), y = bug('no row'), x = bug('no column')]) =>
      logicalAnd(less(done, tries), logicalNot(logicalAnd(less(0, done), lies({ row: y, column: x })))),
    ([done = bug('no count')]) => {
      const next = scope.repeated('trial', done, anywhere);
      return [add(done, 1), next.row, next.column];
    },
  );
  return { row, column };
}
