import { float } from '../../graph/primitive.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { defineLayer } from '../operation.ts';
import { number } from '../parameter.ts';

/** A plain number among tensors: `1 - map`. */
export const constantLayer = defineLayer({
  name: 'constant',
  doc: 'A number, the same everywhere; written without a name: `1 - map`.',
  provenance: 'standard',
  example: 'normality = 1 - map',
  inputs: [],
  parameters: { value: number({ doc: 'the number' }) },
  emit: ({ builder }, _, { value }) => reshape(float(builder, value), [1, 1, 1, 1]),
});
