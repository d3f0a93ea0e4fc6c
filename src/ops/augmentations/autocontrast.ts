import { add } from '../../graph/primitives/add.ts';
import { div } from '../../graph/primitives/div.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { max } from '../../graph/primitives/max.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { min } from '../../graph/primitives/min.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { toMask } from '../pixels/box.ts';
import { clipped } from '../pixels/clipped.ts';
import { mapPlanes } from '../pixels/planes.ts';

/** Channels of less than half a level of 256 stay as they are. */
const flat = 0.5 / 255;

export const autocontrast = defineAugmentation({
  name: 'autocontrast',
  doc: 'Each channel stretched, so that its darkest pixel becomes 0 and its brightest 1.',
  provenance: 'Pillow ImageOps.autocontrast',
  example: 'donor = other_image -> maybe(50%) autocontrast()',
  inputs: [{ name: 'image', type: 'image', doc: 'what is stretched' }],
  parameters: {},
  result: 'image',
  emit: (_, inputs) =>
    mapPlanes(imageInput(inputs[0]), (plane) => {
      const low = min(plane);
      const span = sub(max(plane), low);
      const stretches = toMask(greater(span, flat));
      const gain = add(1, mul(stretches, sub(div(1, maximum(span, flat)), 1)));
      return clipped(mul(sub(plane, mul(low, stretches)), gain));
    }),
});
