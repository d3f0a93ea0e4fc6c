import { add } from '../../graph/primitives/add.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { exactly, sumOf, timesNumber } from '../core/extent.ts';
import { defineLayer } from '../core/operation.ts';
import { checkSeveralTensors, severalTensors } from '../parts/several.ts';

export const meanLayer = defineLayer({
  name: 'mean',
  doc: 'The mean of several tensors, pixel by pixel.',
  provenance: 'standard',
  example: 'merged = mean(d1, e1)',
  inputs: severalTensors,
  parameters: {},
  extent: (inputs) => timesNumber(inputs.reduce(sumOf, exactly(0)), 1 / inputs.length),
  emit(scope, inputs) {
    checkSeveralTensors(scope, 'mean', inputs);
    return mul(
      inputs.reduce((a, b) => add(a, b)),
      1 / inputs.length,
    );
  },
});
