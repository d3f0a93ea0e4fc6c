import { bug } from '../../diagnostics/outside-error.ts';
import { whileLoop } from '../../graph/control-flow.ts';
import { integer } from '../../graph/primitive.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { isAnomaly } from '../inputs.ts';
import { defineAugmentation } from '../operation.ts';
import { count, length, share } from '../parameter.ts';
import type { Anomaly, SampleScope } from '../scopes.ts';
import { binaryClosing, binaryMedian, toMask } from './box.ts';

export const relabel = defineAugmentation({
  name: 'relabel',
  doc: 'The mask keeps only what differs from the image before: a patch can equal what it replaces, and its mask would teach a lie. An anomaly of which less remains than `at_least` is drawn again.',
  provenance: 'NSA, Schlueter et al. 2022 (difference and median); closing and drawing again are our choice',
  example: 'synthetic, mask = image -> paste(donor, shape) -> relabel(difference: 3%, median: 5px)',
  inputs: [{ name: 'anomaly', type: 'anomaly', doc: 'the image and mask of a synthetic anomaly' }],
  parameters: {
    difference: share({
      default: 0.03,
      doc: 'mean absolute difference of the channels from which a pixel counts as changed',
    }),
    median: length({ default: 3, max: 31, doc: 'side of the median filter that removes single pixels; odd' }),
    closing: length({ default: 0, max: 63, doc: 'side of the square that closes gaps; odd, 0 for none' }),
    at_least: count({ default: 12, min: 0, doc: 'pixels of the mask' }),
    redraw: count({ default: 5, min: 0, max: 50, doc: 'how often an anomaly that is too small is drawn again' }),
  },
  result: 'anomaly',
  emit(scope, [given], settings) {
    const { at_least, redraw } = settings;
    const first = labelled(scope, given, settings);
    if (redraw === 0 || at_least === 0) return first;
    const start = [integer(scope.builder, 0), first.image, first.mask, first.shape];
    const [redraws, image, mask, shape] = whileLoop(
      start,
      ([done = bug('no count'), , current = bug('no mask')]) =>
        logicalAnd(less(done, redraw), less(sum(current), at_least)),
      ([done = bug('no count')]) => {
        const attempt = add(done, 1);
        const again = scope.repeated('attempt', attempt, () => labelled(scope, scope.fresh(0), settings));
        return [attempt, again.image, again.mask, again.shape];
      },
    );
    if (!redraws || !image || !mask || !shape) return bug('a loop without its state');
    return { image, mask, original: first.original, shape, redraws };
  },
});

interface Labelling {
  readonly difference: number;
  readonly median: number;
  readonly closing: number;
}

function labelled(
  scope: SampleScope,
  given: Parameters<typeof isAnomaly>[0],
  { difference, median, closing }: Labelling,
): Anomaly {
  if (!isAnomaly(given)) return bug('relabel without an anomaly');
  const { image, mask, original, shape, redraws } = given;
  const changed = toMask(greater(mean(abs(sub(image, original)), { axes: [2], keepDims: true }), difference));
  const clean = binaryClosing(scope, binaryMedian(scope, changed, oddSide(median)), oddSide(closing));
  return { image, mask: mul(clean, mask), original, shape, redraws };
}

/** A window has a middle: an even side is taken one larger. */
function oddSide(side: number): number {
  const whole = Math.round(side);
  return whole === 0 || whole % 2 === 1 ? whole : whole + 1;
}
