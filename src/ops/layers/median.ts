import { bug } from '../../diagnostics/outside-error.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { defineLayer } from '../core/operation.ts';
import { checkSeveralTensors, severalTensors } from '../parts/several.ts';

export const medianLayer = defineLayer({
  name: 'median',
  doc: 'The median of several tensors, pixel by pixel: the middle one by size, or the mean of the two in the middle.',
  provenance: 'standard',
  example: 'merged = median(d1, e1, gate)',
  inputs: severalTensors,
  parameters: {},
  extent: (inputs) => ({ low: medianOf(inputs.map((x) => x.low)), high: medianOf(inputs.map((x) => x.high)) }),
  emit(scope, inputs) {
    checkSeveralTensors(scope, 'median', inputs);
    const sorted = inSizeOrder(inputs);
    const [lower, upper] = middleOf(sorted);
    return lower === upper ? lower : mul(add(lower, upper), 0.5);
  },
});

// Neighbours change places where they stand wrong, in as many rounds as there are tensors: then each is where it belongs.
function inSizeOrder(tensors: readonly Tensor[]): readonly Tensor[] {
  let sorted = tensors;
  for (let round = 0; round < tensors.length; round++) {
    const isFirst = (i: number) => i % 2 === round % 2;
    sorted = sorted.map((x, i, all) => {
      const neighbour = all[isFirst(i) ? i + 1 : i - 1];
      if (neighbour === undefined) return x;
      return isFirst(i) ? minimum(x, neighbour) : maximum(neighbour, x);
    });
  }
  return sorted;
}

function middleOf<T>(sorted: readonly T[]): readonly [T, T] {
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return lower !== undefined && upper !== undefined ? [lower, upper] : bug('a median of nothing');
}

function medianOf(values: readonly number[]): number {
  const [lower, upper] = middleOf(values.toSorted((a, b) => a - b));
  return lower === upper ? lower : (lower + upper) / 2;
}
