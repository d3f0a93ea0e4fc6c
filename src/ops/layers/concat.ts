import { concat } from '../../graph/primitives/concat.ts';
import { checkEqualSides } from '../core/checks.ts';
import { unionOf } from '../core/extent.ts';
import { defineLayer } from '../core/operation.ts';

export const concatLayer = defineLayer({
  name: 'concat',
  doc: 'Tensors of equal height and width, their channels one after the other.',
  provenance: 'standard',
  example: 'd2 = concat(d3, e3) -> up(128)',
  inputs: [{ name: 'tensors', type: 'tensor', doc: 'height x width x channels', variadic: true }],
  parameters: {},
  extent: (inputs) => unionOf(inputs),
  emit(scope, inputs) {
    if (inputs.length === 0)
      scope.fail('missing-argument', { name: 'tensors', owner: 'concat', expected: 'at least one tensor' });
    checkEqualSides(scope, 'concat', inputs);
    return concat(inputs, 3);
  },
});
