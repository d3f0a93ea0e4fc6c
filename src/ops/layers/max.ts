import { maximum } from '../../graph/primitives/maximum.ts';
import { defineLayer } from '../core/operation.ts';
import { checkSeveralTensors, severalTensors } from '../parts/several.ts';

export const maxLayer = defineLayer({
  name: 'max',
  doc: 'The largest of several tensors, pixel by pixel.',
  provenance: 'standard',
  example: 'merged = max(d1, e1)',
  inputs: severalTensors,
  parameters: {},
  extent: (inputs) => ({ low: Math.max(...inputs.map((x) => x.low)), high: Math.max(...inputs.map((x) => x.high)) }),
  emit(scope, inputs) {
    checkSeveralTensors(scope, 'max', inputs);
    return inputs.reduce((a, b) => maximum(a, b));
  },
});
