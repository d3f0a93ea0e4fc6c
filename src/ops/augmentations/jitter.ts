import { add } from '../../graph/primitives/add.ts';
import { adjustHue } from '../../graph/primitives/adjust-hue.ts';
import { adjustSaturation } from '../../graph/primitives/adjust-saturation.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { Tensor } from '../../graph/tensor.ts';
import { imageInput } from '../inputs.ts';
import { defineAugmentation } from '../operation.ts';
import { share } from '../parameter.ts';
import type { SampleScope } from '../scopes.ts';

export const jitter = defineAugmentation({
  name: 'jitter',
  doc: 'Brightness, contrast, saturation and hue changed at random, in this order. A strength of 40% means a factor from 60% to 140%; hue is a share of the colour circle, both ways.',
  provenance: 'CSI, Tack et al. 2020',
  example: 'donor = other_image -> maybe(50%) jitter(brightness: 50%, contrast: 100%, saturation: 10%, hue: 50%)',
  inputs: [{ name: 'image', type: 'image', doc: 'what is coloured' }],
  parameters: {
    brightness: share({ default: 0.4, doc: 'strength' }),
    contrast: share({ default: 0.4, doc: 'strength, about the mean of each channel' }),
    saturation: share({ default: 0.4, doc: 'strength; grey images have none' }),
    hue: share({ default: 0.1, max: 0.5, doc: 'strength; grey images have none' }),
  },
  result: 'image',
  emit(scope, inputs, { brightness, contrast, saturation, hue }) {
    let image = imageInput(inputs[0]);
    if (brightness > 0 || contrast > 0) image = clip(linear(scope, image, brightness, contrast));
    const colour = scope.channels === 3;
    if (colour && saturation > 0) image = adjustSaturation(image, factor(scope, 'saturation', saturation));
    if (colour && hue > 0)
      image = adjustHue(image, scope.draw('hue', { kind: 'uniform', from: -hue, to: hue, unit: 'share' }));
    return image;
  },
});

// Brightness scales; contrast scales about the mean. Both at once are one factor and one summand.
function linear(scope: SampleScope, image: Tensor, brightness: number, contrast: number): Tensor {
  const bright = brightness > 0 ? factor(scope, 'brightness', brightness) : undefined;
  if (contrast === 0) return bright ? mul(image, bright) : image;
  const strength = factor(scope, 'contrast', contrast);
  const middle = mean(image, { axes: [0, 1], keepDims: true });
  const gain = bright ? mul(strength, bright) : strength;
  const summand = mul(middle, sub(bright ?? 1, gain));
  return add(mul(image, gain), summand);
}

function factor(scope: SampleScope, name: string, strength: number): Tensor {
  return scope.draw(name, { kind: 'uniform', from: 1 - strength, to: 1 + strength, unit: 'none' });
}

function clip(image: Tensor): Tensor {
  return minimum(maximum(image, 0), 1);
}
