import { bug } from '../../diagnostics/outside-error.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { share } from '../core/parameter.ts';
import type { SampleScope } from '../core/scopes.ts';
import { clipped } from '../pixels/clipped.ts';
import { type Colour, recoloured } from '../pixels/hsv.ts';
import { imageOf, planesOf } from '../pixels/planes.ts';

export const jitter = defineAugmentation({
  name: 'jitter',
  doc: "Brightness, contrast, saturation and hue changed at random, in this order. A strength of 40% means a factor from 60% to 140%; hue is a share of the colour circle, both ways. torchvision's ColorJitter differs in three points: its contrast is about the mean of the grey image, its saturation mixes with the grey image, its order is random.",
  provenance: 'CSI, Tack et al. 2020 (hue and saturation of HSV, contrast about the mean of each channel)',
  example: 'donor = other_image -> maybe(50%) jitter(brightness: 50%, contrast: 100%, saturation: 10%, hue: 50%)',
  inputs: [{ name: 'image', type: 'image', doc: 'what is coloured' }],
  parameters: {
    brightness: share({ default: 0.4, doc: 'strength' }),
    contrast: share({ default: 0.4, doc: 'strength, about the mean of each channel' }),
    saturation: share({ default: 0.4, doc: 'strength; grey images have none' }),
    hue: share({ default: 0.1, max: 0.5, doc: 'strength; grey images have none' }),
  },
  result: 'image',
  emit(scope, inputs, settings) {
    const look = () => {
      const planes = planesOf(imageInput(inputs[0]));
      return { shown: planes, whole: planes };
    };
    return coloured(scope, look, settings);
  },
  emitPart(scope, source, settings, window) {
    const look = () => ({
      shown: planesOf(source.part(window)),
      whole: settings.contrast > 0 ? planesOf(source.whole()) : [],
    });
    return coloured(scope, look, settings);
  },
});

interface Strengths {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly hue: number;
}

interface Planes {
  /** The channels of the image, or of a part of it. */
  readonly shown: readonly Tensor[];
  /** Contrast is about their means. */
  readonly whole: readonly Tensor[];
}

function coloured(scope: SampleScope, look: () => Planes, strengths: Strengths): Tensor {
  const { brightness, contrast, saturation, hue } = strengths;
  const lit = lighting(scope, brightness, contrast);
  const { shown, whole } = look();
  const planes = shown.map((plane, i) => (lit ? clipped(lit(plane, whole[i])) : plane));
  const [red, green, blue, ...others] = planes;
  if (!red || !green || !blue || others.length > 0 || (saturation === 0 && hue === 0)) return imageOf(planes);
  const colour: Colour = {
    saturation: saturation > 0 ? factor(scope, 'saturation', saturation) : undefined,
    hue: hue > 0 ? scope.draw('hue', { kind: 'uniform', from: -hue, to: hue, unit: 'share' }) : undefined,
  };
  return imageOf(recoloured([red, green, blue], colour));
}

type Light = (plane: Tensor, whole: Tensor | undefined) => Tensor;

// Brightness scales; contrast scales about the mean. Both at once are one factor and one summand.
function lighting(scope: SampleScope, brightness: number, contrast: number): Light | undefined {
  const bright = brightness > 0 ? factor(scope, 'brightness', brightness) : undefined;
  if (contrast === 0) return bright && ((plane) => mul(plane, bright));
  const strength = factor(scope, 'contrast', contrast);
  const gain = bright ? mul(strength, bright) : strength;
  const rest = sub(bright ?? 1, gain);
  return (plane, whole) => add(mul(plane, gain), mul(mean(whole ?? bug('a channel too few')), rest));
}

function factor(scope: SampleScope, name: string, strength: number): Tensor {
  return scope.draw(name, { kind: 'uniform', from: 1 - strength, to: 1 + strength, unit: 'none' });
}
