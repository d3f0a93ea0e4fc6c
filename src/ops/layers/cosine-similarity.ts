import { mul } from '../../graph/primitives/mul.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { checkSameShape } from '../core/checks.ts';
import { extent } from '../core/extent.ts';
import { two } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { unitLength } from '../parts/unit-length.ts';

export const cosineSimilarity = defineLayer({
  name: 'cosine_similarity',
  doc: 'The cosine of the angle between the channels of each pixel: 1 where features point the same way, -1 where they point apart; height x width x 1. As a loss: `cosine_distance`.',
  provenance: 'standard; as anomaly map: reverse distillation, Deng and Li 2022, equation 1',
  example: 'apart = (1 - cosine_similarity(seen, normal)) / 2',
  inputs: [
    { name: 'a', type: 'tensor', doc: 'height x width x channels' },
    { name: 'b', type: 'tensor', doc: 'the same shape' },
  ],
  parameters: {},
  extent: () => extent(-1, 1),
  emit(scope, inputs) {
    checkSameShape(scope, 'cosine_similarity', inputs);
    const [a, b] = two(inputs);
    return sum(mul(unitLength(a), unitLength(b)), { axes: [3], keepDims: true });
  },
});
