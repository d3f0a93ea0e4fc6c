import { switchCase } from '../../graph/ir/control-flow.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { defineAugmentation } from '../core/operation.ts';
import { anomalyBranch, anomalyOfBranch } from '../patches/drawn-option.ts';

/** One of several, of which some are anomalies: `image -> (cutpaste() | nsa(other_image))`. It has no name in the language. */
export const oneAnomaly = defineAugmentation({
  name: 'choice_of_anomalies',
  doc: 'One of several anomalies or images, each with the same chance. The mask of an image is empty.',
  provenance: 'our choice',
  example: 'synthetic, mask = image -> (cutpaste() | nsa(other_image)) -> relabel()',
  inputs: [{ name: 'options', type: ['image', 'anomaly'], doc: 'the options', variadic: true }],
  parameters: {},
  result: 'anomaly',
  lazy: true,
  emit(scope) {
    const count = scope.options.length;
    // An anomaly of a wrong size is drawn again as what it is: the options keep their chances.
    const luck = scope.onceForAll(() => scope.uniform('choice', []));
    const chosen = cast(minimum(floor(mul(luck, count)), count - 1), 'int32');
    const branches = scope.options.map((option) => () => anomalyBranch(scope, option));
    return anomalyOfBranch(switchCase(chosen, branches));
  },
});
