import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { denseBincount } from '../../graph/primitives/dense-bincount.ts';
import { div } from '../../graph/primitives/div.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { gather } from '../../graph/primitives/gather.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { less } from '../../graph/primitives/less.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { max } from '../../graph/primitives/max.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { round } from '../../graph/primitives/round.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import type { SampleScope } from '../core/scopes.ts';
import { toMask } from '../pixels/box.ts';
import { countUp } from '../pixels/places.ts';
import { mapPlanes } from '../pixels/planes.ts';

export const equalize = defineAugmentation({
  name: 'equalize',
  doc: 'Each channel so that all of 256 levels are about equally frequent.',
  provenance: 'Pillow ImageOps.equalize',
  example: 'donor = other_image -> maybe(50%) equalize()',
  inputs: [{ name: 'image', type: 'image', doc: 'what is equalised' }],
  parameters: {},
  result: 'image',
  emit: (scope, inputs) => mapPlanes(imageInput(inputs[0]), (plane) => equalized(scope, plane)),
});

// Pillow's rule: a level becomes the number of darker pixels, in steps of a 255th of all pixels but the
// brightest; half a step is added. A channel of fewer steps than pixels to a step stays as it is.
function equalized(scope: SampleScope, plane: Tensor): Tensor {
  const [height, width] = [dimension(plane, 0), dimension(plane, 1)];
  const levels = reshape(cast(round(mul(plane, 255)), 'int32'), [height * width]);
  const counts = denseBincount(levels, 256);
  const places = countUp(scope.builder, 256);
  const present = toMask(greater(counts, 0));
  const brightest = max(mul(present, places));
  const step = floor(div(sum(mul(counts, toMask(less(places, brightest)))), 255));
  const darker = sub(countUp(scope.builder, 256, [256, 1]), countUp(scope.builder, 256, [1, 256]));
  const below = reshape(matmul(toMask(greater(darker, 0)), reshape(counts, [256, 1])), [256]);
  const mapped = minimum(floor(div(add(below, floor(mul(step, 0.5))), maximum(step, 1))), 255);
  const spread = toMask(greater(step, 0));
  const table = mul(add(places, mul(spread, sub(mapped, places))), 1 / 255);
  return reshape(gather(table, levels), [height, width]);
}
