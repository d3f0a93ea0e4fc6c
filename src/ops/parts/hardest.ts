// The mean over the pixels with the largest errors alone, for losses that compare pixel by pixel.
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { div } from '../../graph/primitives/div.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { stopGradient } from '../../graph/primitives/stop-gradient.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { topK } from '../../graph/primitives/top-k.ts';
import { share } from '../core/parameter.ts';

/** The parameter. */
export const hardest = share({
  default: 1,
  min: 0.0001,
  doc: 'only this share of the pixels of each sample counts, those with the largest errors',
});

/** Errors (n x h x w x c) to one number a sample: their mean, or that of the largest share; equals of the least are in it. */
export function meanOfHardest(errors: Tensor, part: number): Tensor {
  if (part === 1) return mean(errors, { axes: [1, 2, 3] });
  const count = dimension(errors, 1) * dimension(errors, 2) * dimension(errors, 3);
  const rows = reshape(errors, [errors.shape[0] ?? null, count]);
  const kept = Math.max(1, Math.round(part * count));
  const { values } = topK(stopGradient(rows), kept);
  const least = slice(values, { axis: 1, start: kept - 1, size: 1 });
  const counts = cast(greaterEqual(stopGradient(rows), least), 'float32');
  return div(sum(mul(rows, counts), { axes: [1] }), sum(counts, { axes: [1] }));
}
