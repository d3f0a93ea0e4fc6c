// Saturation and hue of HSV changed without going there and back: with v the largest channel, m the
// smallest and d = v - m, a channel of hue h is v - d t(h), t a trapezoid over the colour circle. One
// pass over planes; TensorFlow's own two kernels take four times as long.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { div } from '../../graph/primitives/div.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { clipped } from './clipped.ts';

/** Float scalars: the factor of the saturation, and the turn of the hue as a share of the colour circle. */
export interface Colour {
  readonly saturation: Tensor | undefined;
  readonly hue: Tensor | undefined;
}

export type Rgb = readonly [red: Tensor, green: Tensor, blue: Tensor];

/** `channels`: h x w each, 0 to 1. A saturation that would leave 1 stays there. */
export function recoloured(channels: Rgb, { saturation, hue }: Colour): Rgb {
  const [r, g, b] = channels;
  const value = maximum(maximum(r, g), b);
  const chroma = sub(value, minimum(minimum(r, g), b));
  const wanted = saturation ? minimum(mul(chroma, saturation), value) : chroma;
  if (hue === undefined) {
    const gain = div(wanted, maximum(chroma, tiny));
    const change = (channel: Tensor) => sub(value, mul(sub(value, channel), gain));
    return [change(r), change(g), change(b)];
  }
  const turned = add(hueOf(channels, value, chroma), mul(hue, 6));
  const h = sub(turned, mul(floor(mul(turned, 1 / 6)), 6));
  const from = (centre: number) => abs(sub(h, centre));
  const change = (t: Tensor) => sub(value, mul(wanted, clipped(t)));
  return [change(sub(2, from(3))), change(sub(from(2), 1)), change(sub(from(4), 1))];
}

const tiny = 1e-6;

// From -1 to 5: sixths of the colour circle from red; 0 for grey.
function hueOf([r, g, b]: Rgb, value: Tensor, chroma: Tensor): Tensor {
  const isRed = cast(greaterEqual(r, value), 'float32');
  const isGreen = mul(cast(greaterEqual(g, value), 'float32'), sub(1, isRed));
  const isBlue = sub(1, add(isRed, isGreen));
  const sides = add(add(mul(isRed, sub(g, b)), mul(isGreen, sub(b, r))), mul(isBlue, sub(r, g)));
  return add(div(sides, maximum(chroma, tiny)), add(mul(isGreen, 2), mul(isBlue, 4)));
}
