import { bug } from '../../diagnostics/outside-error.ts';
import { switchCase } from '../../graph/ir/control-flow.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';

/** One of several images: `image | other_image`. It has no name in the language. */
export const oneOf = defineAugmentation({
  name: 'choice',
  doc: 'One of several images, each with the same chance.',
  provenance: 'our choice',
  example: 'donor = image | other_image',
  inputs: [{ name: 'images', type: 'image', doc: 'the images', variadic: true }],
  parameters: {},
  result: 'image',
  emit(scope, inputs) {
    const chosen = cast(floor(mul(scope.uniform('choice', []), inputs.length)), 'int32');
    // Emitted once more inside of its branch, so that only what is drawn is worked on.
    const branches = inputs.map((_, i) => () => [imageInput(scope.fresh(i))]);
    return switchCase(chosen, branches)[0] ?? bug('a choice of nothing');
  },
});
