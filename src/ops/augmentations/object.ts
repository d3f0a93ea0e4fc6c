import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { concat } from '../../graph/primitives/concat.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { topK } from '../../graph/primitives/top-k.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { length, share } from '../core/parameter.ts';
import { cleaned, toMask } from '../pixels/box.ts';
import { planesOf } from '../pixels/planes.ts';

export const object = defineAugmentation({
  name: 'object',
  doc: 'The mask of what differs from the background, whose colour is the median of the outermost pixels.',
  provenance:
    'our choice; MemSeg, Yang et al. 2022, and NSA, Schlueter et al. 2022, take a fixed grey level for the background',
  example: 'synthetic, mask = image -> paste(donor, perlin(), inside: object(image)) -> relabel()',
  inputs: [{ name: 'image', type: 'image', doc: 'the image with the object' }],
  parameters: {
    difference: share({
      default: 0.1,
      doc: 'mean absolute difference of the channels from which a pixel belongs to the object',
    }),
    median: length({ default: 7, least: 3, max: 31, doc: 'side of the median filter that removes single pixels; odd' }),
    closing: length({ default: 9, least: 3, max: 63, doc: 'side of the square that closes gaps; odd, 0 for none' }),
  },
  result: 'mask',
  emit(scope, inputs, { difference, median, closing }) {
    const planes = planesOf(imageInput(inputs[0]));
    const distances = planes.map((plane) => abs(sub(plane, borderMedian(plane))));
    const sum = distances.reduce((a, b) => add(a, b));
    const differs = toMask(greater(mul(sum, 1 / planes.length), difference));
    const mask = reshape(differs, [scope.height, scope.width, 1]);
    return cleaned(scope, mask, { median, closing });
  },
});

// A scalar: half of the outermost pixels are darker, half brighter.
function borderMedian(plane: Tensor): Tensor {
  const [height, width] = [dimension(plane, 0), dimension(plane, 1)];
  const line = (axis: 0 | 1, start: number) => {
    const part = slice(plane, { axis, start, size: 1 });
    return reshape(part, [axis === 0 ? width : height]);
  };
  const border = concat([line(0, 0), line(0, height - 1), line(1, 0), line(1, width - 1)], 0);
  // 2 (h + w) of them: the two in the middle.
  const upper = height + width + 1;
  const { values } = topK(border, upper);
  return mean(slice(values, { axis: 0, start: upper - 2, size: 2 }));
}
