import { int32s } from '../../graph/constant.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { floorMod } from '../../graph/primitives/floor-mod.ts';
import { gather } from '../../graph/primitives/gather.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { round } from '../../graph/primitives/round.ts';
import type { Tensor } from '../../graph/tensor.ts';
import { imageInput } from '../inputs.ts';
import { defineAugmentation } from '../operation.ts';
import { drawn } from '../parameter.ts';
import type { SampleScope } from '../scopes.ts';

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
  emit(scope, inputs, { x, y }) {
    const rows = wrapped(scope, scope.draw('y', y), scope.height);
    const columns = wrapped(scope, scope.draw('x', x), scope.width);
    return gather(gather(imageInput(inputs[0]), rows, 0), columns, 1);
  },
});

// For each place along a side, where its content comes from.
function wrapped({ builder }: SampleScope, share: Tensor, size: number): Tensor {
  const places = builder.current.constant(int32s(Array.from({ length: size }, (_, i) => i)));
  const offset = cast(round(mul(share, size)), 'int32');
  return floorMod(add(places, neg(offset)), size);
}
