// What a drawn shape looks like: on black pictures the negative, pasted, shows the shape itself.
import type { Values } from '../../primitives/example.ts';
import type { Drawn, SampleExample } from '../case.ts';
import { black, everySample } from '../pixels.ts';

/** An example that draws a shape `8 n` times on pictures of 64 x 64. */
export function shapeExample(
  title: string,
  shape: string,
  verify: (shapes: readonly Values[]) => void,
  { side = 64, steps = 4, fixed = false }: { side?: number; steps?: number; fixed?: boolean } = {},
): SampleExample {
  return {
    title,
    augment: `synthetic, mask = image -> paste(image -> invert(), ${shape})`,
    pictures: black(50, side, side),
    steps,
    ...(fixed ? { fixed } : {}),
    verify: (drawn) => verify(shapesOf(drawn)),
  };
}

function shapesOf(drawn: Drawn): readonly Values[] {
  return everySample(drawn).map(({ seen }) => seen);
}

export interface Outline {
  /** Sum of all weights, in pixels. */
  readonly area: number;
  /** The middle, in pixels from the corner; pixels have their middle at halves. */
  readonly x: number;
  readonly y: number;
  /** Standard deviation of the weights along the longer axis and across it. */
  readonly long: number;
  readonly short: number;
  /** Of the longer axis, counter-clockwise, from 0 to 180 degrees. */
  readonly angle: number;
  readonly box: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly touchesBorder: boolean;
}

export function outlineOf({ shape: [height = 0, width = 0], data }: Values): Outline {
  const points = Array.from(data).flatMap((weight, i) =>
    weight > 0 ? [{ weight, x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 }] : [],
  );
  const area = points.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + point.weight * of(point), 0) / area;
  const [x, y] = [mean((p) => p.x), mean((p) => p.y)];
  const [xx, yy, xy] = [mean((p) => (p.x - x) ** 2), mean((p) => (p.y - y) ** 2), mean((p) => (p.x - x) * (p.y - y))];
  const spread = Math.sqrt(((xx - yy) / 2) ** 2 + xy ** 2);
  const angle = (Math.atan2(-2 * xy, xx - yy) * 90) / Math.PI;
  const box = {
    left: Math.min(...points.map((p) => p.x - 0.5)),
    right: Math.max(...points.map((p) => p.x + 0.5)),
    top: Math.min(...points.map((p) => p.y - 0.5)),
    bottom: Math.max(...points.map((p) => p.y + 0.5)),
  };
  return {
    area,
    x,
    y,
    long: Math.sqrt((xx + yy) / 2 + spread),
    short: Math.sqrt(Math.max((xx + yy) / 2 - spread, 0)),
    angle: (angle + 180) % 180,
    box,
    touchesBorder: box.left === 0 || box.top === 0 || box.right === width || box.bottom === height,
  };
}

/** Those that the border does not cut. */
export function wholeOutlines(shapes: readonly Values[]): readonly Outline[] {
  return shapes
    .filter(({ data }) => Array.from(data).some((weight) => weight > 0))
    .map(outlineOf)
    .filter(({ touchesBorder }) => !touchesBorder);
}
