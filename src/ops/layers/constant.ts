import { reshape } from '../../graph/primitives/reshape.ts';
import { float } from '../../graph/rules/primitive.ts';
import { exactly } from '../core/extent.ts';
import { defineLayer } from '../core/operation.ts';
import { number } from '../core/parameter.ts';

/** A plain number among tensors: `1 - map`. */
export const constantLayer = defineLayer({
  name: 'constant',
  doc: 'A number, the same everywhere; written without a name: `1 - map`.',
  provenance: 'standard',
  example: 'normality = 1 - map',
  inputs: [],
  parameters: { value: number({ doc: 'the number' }) },
  extent: (_, { value }) => exactly(value),
  emit: ({ builder }, _, { value }) => reshape(float(builder, value), [1, 1, 1, 1]),
});
