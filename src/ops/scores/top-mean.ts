import { dimension } from '../../graph/ir/tensor.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { topK } from '../../graph/primitives/top-k.ts';
import { one } from '../core/inputs.ts';
import { defineScore } from '../core/operation.ts';
import { count } from '../core/parameter.ts';

export const topMean = defineScore({
  name: 'top_mean',
  doc: 'The mean of the highest pixels of the anomaly map, or of the highest numbers of another value.',
  provenance: 'MemSeg, Yang et al. 2022 (100 pixels)',
  example: 'score = top_mean(map, pixels: 100)',
  inputs: [{ name: 'map', type: 'tensor', doc: 'the anomaly map, or another value' }],
  parameters: { pixels: count({ default: 100, doc: 'how many; all, where the map has fewer' }) },
  emit(inputs, { pixels }) {
    const map = one(inputs);
    const total = dimension(map, 1) * dimension(map, 2) * dimension(map, 3);
    return mean(topK(reshape(map, [map.shape[0] ?? null, total]), Math.min(pixels, total)).values, { axes: [1] });
  },
});
