// What a mask becomes when the image is compared with what it was before.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sigmoid } from '../../graph/primitives/sigmoid.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { Anomaly, SampleScope } from '../core/scopes.ts';
import { cleaned, oddSide, toMask, windowMean } from '../pixels/box.ts';
import { planesOf } from '../pixels/planes.ts';

export interface LabelSettings {
  readonly difference: number;
  readonly median: number;
  readonly closing: number;
  readonly label: 'binary' | 'intensity' | 'logistic';
  readonly smooth: number;
  readonly steepness: number;
  readonly midpoint: number;
}

/** h x w x 1. `changed`: 0 or 1, within the anomaly's mask; `label`: the same, or how much the image changed, 0 to 1. */
export interface Labels {
  readonly changed: Tensor;
  readonly label: Tensor;
}

export function labelsOf(scope: SampleScope, { image, mask, original }: Anomaly, settings: LabelSettings): Labels {
  const difference = meanDifference(scope, image, original);
  const differs = toMask(greater(difference, settings.difference));
  const changed = mul(cleaned(scope, differs, settings), mask);
  if (settings.label === 'binary') return { changed, label: changed };
  const smooth = windowMean(scope, difference, oddSide(settings.smooth));
  if (settings.label === 'intensity') return { changed, label: mul(changed, smooth) };
  const levels = sub(mul(smooth, 255), settings.midpoint);
  return { changed, label: mul(changed, sigmoid(mul(levels, settings.steepness))) };
}

// h x w x 1: the mean absolute difference of the channels.
function meanDifference({ height, width }: SampleScope, image: Tensor, original: Tensor): Tensor {
  const planes = planesOf(abs(sub(image, original)));
  const sum = planes.reduce((a, b) => add(a, b));
  return reshape(planes.length === 1 ? sum : mul(sum, 1 / planes.length), [height, width, 1]);
}
