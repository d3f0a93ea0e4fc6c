import { bug } from '../../diagnostics/outside-error.ts';
import { whileLoop } from '../../graph/ir/control-flow.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { logicalOr } from '../../graph/primitives/logical-or.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { integer } from '../../graph/rules/primitive.ts';
import { isAnomaly } from '../core/inputs.ts';
import { defineAugmentation, type SampleInput } from '../core/operation.ts';
import { count, length, number, share, word } from '../core/parameter.ts';
import type { SampleScope } from '../core/scopes.ts';
import { type LabelSettings, labelsOf } from '../patches/labels.ts';

export const relabel = defineAugmentation({
  name: 'relabel',
  refusesNoOps: true,
  doc: 'The mask keeps only what differs from the image before: a patch can equal what it replaces, and its mask would teach a lie. An anomaly that is smaller than `at_least` or larger than `at_most` is drawn again.',
  provenance:
    'NSA, Schlueter et al. 2022 (difference, median, logistic and intensity labels; it smooths these by a median, we by a mean); closing and drawing again are our choice',
  example: 'synthetic, mask = image -> paste(donor, shape) -> relabel(difference: 3%, median: 5px)',
  inputs: [{ name: 'anomaly', type: 'anomaly', doc: 'the image and mask of a synthetic anomaly' }],
  parameters: {
    difference: share({
      default: 0.03,
      doc: 'mean absolute difference of the channels from which a pixel counts as changed',
    }),
    median: length({ default: 3, max: 31, doc: 'side of the median filter that removes single pixels; odd' }),
    closing: length({ default: 0, max: 63, doc: 'side of the square that closes gaps; odd, 0 for none' }),
    at_least: count({ default: 12, min: 0, doc: 'pixels that are changed' }),
    at_most: share({ default: 1, doc: 'share of the image that is changed' }),
    redraw: count({ default: 5, min: 0, max: 1000, doc: 'how often an anomaly of a wrong size is drawn again' }),
    label: word(['binary', 'intensity', 'logistic'], {
      default: 'binary',
      doc: 'what a changed pixel is worth: 1, its difference, or a logistic function of it',
    }),
    smooth: length({
      default: 11,
      least: 3,
      max: 63,
      doc: 'side of the window over which intensity and logistic labels average the difference; odd',
    }),
    steepness: number({
      default: 1 / 6,
      defaultText: '1 / 6',
      above: 0,
      doc: 'of the logistic function, by level of 255',
    }),
    midpoint: number({
      default: 20,
      min: 0,
      doc: 'of the logistic function: the difference, in levels of 255, at which the label is one half',
    }),
  },
  result: 'anomaly',
  emit(scope, [given], { at_least, at_most, redraw, ...settings }) {
    const first = labelled(scope, given, settings);
    const most = at_most * scope.height * scope.width;
    if (redraw === 0 || (at_least === 0 && at_most === 1)) return { ...anomalyOf(given), mask: first.label };
    const { meant } = first;
    // What luck left out is not drawn again.
    const needed = (isWrong: Tensor) => (meant ? logicalAnd(meant, isWrong) : isWrong);
    const start = [integer(scope.builder, 0), first.image, first.label, first.size, first.shapes];
    const [redraws, image, mask, , shapes] = whileLoop(
      start,
      ([done = bug('no count'), , , size = bug('no size')]) =>
        needed(logicalAnd(less(done, redraw), logicalOr(less(size, at_least), greater(size, most)))),
      ([done = bug('no count')]) => {
        const attempt = add(done, 1);
        const again = scope.repeated('attempt', attempt, () => labelled(scope, scope.fresh(0), settings));
        return [attempt, again.image, again.label, again.size, again.shapes];
      },
    );
    if (!redraws || !image || !mask || !shapes) return bug('a loop without its state');
    return { image, mask, original: first.original, shapes, redraws, ...(meant && { meant }) };
  },
});

interface Labelled {
  readonly image: Tensor;
  readonly original: Tensor;
  readonly label: Tensor;
  readonly shapes: Tensor;
  /** See `Anomaly`. */
  readonly meant: Tensor | undefined;
  /** Changed pixels: a float scalar. */
  readonly size: Tensor;
}

function labelled(scope: SampleScope, given: SampleInput | undefined, settings: LabelSettings): Labelled {
  const anomaly = anomalyOf(given);
  const { changed, label } = labelsOf(scope, anomaly, settings);
  return {
    image: anomaly.image,
    original: anomaly.original,
    label,
    shapes: anomaly.shapes,
    meant: anomaly.meant,
    size: sum(changed),
  };
}

function anomalyOf(given: SampleInput | undefined) {
  return isAnomaly(given) ? given : bug('relabel without an anomaly');
}
