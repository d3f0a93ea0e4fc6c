import { cast } from '../../graph/primitives/cast.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { round } from '../../graph/primitives/round.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { rolled } from '../pixels/roll.ts';

export const shift = defineAugmentation({
  name: 'shift',
  doc: 'The image moved to the right and down; what leaves at one side comes in at the other. `shift(x: 0% | 50%, y: 0% | 50%)` swaps halves ("cut-perm").',
  provenance: 'CSI, Tack et al. 2020 (halves)',
  example: 'donor = other_image -> shift()',
  inputs: [{ name: 'image', type: 'image', doc: 'what is moved' }],
  parameters: {
    x: drawn.share({ default: [0, 1], min: -1, doc: 'to the right, as a share of the width' }),
    y: drawn.share({ default: [0, 1], min: -1, doc: 'down, as a share of the height' }),
  },
  result: 'image',
  moves: true,
  emit(scope, inputs, { x, y }) {
    // Moved to the right by s, the image begins with what stood s before its start.
    const row = cast(round(mul(scope.draw('y', y), -scope.height)), 'int32');
    const column = cast(round(mul(scope.draw('x', x), -scope.width)), 'int32');
    return rolled(imageInput(inputs[0]), row, column);
  },
});
