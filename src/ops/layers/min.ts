import { minimum } from '../../graph/primitives/minimum.ts';
import { defineLayer } from '../core/operation.ts';
import { checkSeveralTensors, severalTensors } from '../parts/several.ts';

export const minLayer = defineLayer({
  name: 'min',
  doc: 'The smallest of several tensors, pixel by pixel.',
  provenance: 'standard',
  example: 'merged = min(d1, e1)',
  inputs: severalTensors,
  parameters: {},
  extent: (inputs) => ({ low: Math.min(...inputs.map((x) => x.low)), high: Math.min(...inputs.map((x) => x.high)) }),
  emit(scope, inputs) {
    checkSeveralTensors(scope, 'min', inputs);
    return inputs.reduce((a, b) => minimum(a, b));
  },
});
