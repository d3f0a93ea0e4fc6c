import { dimension } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn, flag } from '../core/parameter.ts';
import { clipped } from '../pixels/clipped.ts';
import { mapPlanes } from '../pixels/planes.ts';

export const gaussianNoise = defineAugmentation({
  name: 'gaussian_noise',
  doc: 'A normally distributed number is added to each pixel; what leaves 0 to 1 is cut off.',
  provenance: 'standard',
  example: 'donor = other_image -> maybe(50%) gaussian_noise(2%..10%)',
  inputs: [{ name: 'image', type: 'image', doc: 'what becomes noisy' }],
  parameters: {
    deviation: drawn.share({
      default: [0.01, 0.1],
      doc: 'standard deviation, as a share of the distance from black to white',
    }),
    grey: flag({ default: false, doc: 'the same number for all channels of a pixel' }),
  },
  result: 'image',
  emit(scope, inputs, { deviation, grey }) {
    const image = imageInput(inputs[0]);
    const sigma = scope.draw('deviation', deviation);
    const [height, width, channels] = [dimension(image, 0), dimension(image, 1), dimension(image, 2)];
    if (!grey) return clipped(add(image, mul(scope.normal('noise', [height, width, channels]), sigma)));
    const noise = mul(scope.normal('noise', [height, width]), sigma);
    return mapPlanes(image, (plane) => clipped(add(plane, noise)));
  },
});
