// What may come to lie on anything: dried liquids and loose threads. Each paints its own ground truth.

import { bezier, type Point, smoothstep } from './geometry.ts';
import { type Draws, smoothNoise } from './named-draws.ts';
import { type Colour, paint, type Surface } from './painter.ts';
import { disc, melted, moved, type Shape, stroke } from './shapes.ts';

/** A place around `centre`, up to `reach` off it along x and y. */
export const near = (draws: Draws, centre: Point, reach: number): Point => ({
  x: centre.x + draws.uniform(-reach, reach),
  y: centre.y + draws.uniform(-reach, reach),
});

/** Four drops of about this radius that ran together around a place. */
export function puddle(draws: Draws, centre: Point, radius: number): Shape {
  const drop = () => disc(near(draws, centre, 0.95 * radius), radius * draws.uniform(0.75, 1.25));
  return melted(0.4 * radius, drop(), drop(), drop(), drop());
}

/** A dried liquid: a cloudy film, denser along its rim, where it dried last. */
export function paintStain(surface: Surface, draws: Draws, shape: Shape, film: Colour, onThing: boolean): void {
  const strength = draws.uniform(0.62, 0.78);
  const cloud = smoothNoise(draws.key('cloud'));
  paint(surface, shape, {
    film,
    opacity: (depth, x, y) => {
      const rim = 1 - smoothstep(0.005, 0.02, depth);
      const density = strength + 0.22 * rim + 0.12 * cloud(18 * x, 18 * y);
      return smoothstep(0, 0.007, depth) * Math.min(density, 1);
    },
    onThing,
    defect: -0.0015,
  });
}

/** A loose thread along a Bezier curve, thickest in its middle, and the shadow that it casts. */
export function paintThread(
  surface: Surface,
  control: readonly [Point, Point, Point, Point],
  radius: number,
  colour: Colour,
): void {
  const thickness = (share: number) => {
    const off = 2 * share - 1;
    return radius * (1 - 0.45 * off * off);
  };
  const thread = stroke(bezier(control, 28), thickness);
  paint(surface, moved(thread, { x: 0.5 * radius, y: 0.65 * radius }), {
    colour: [0, 0, 0],
    opacity: (depth) => 0.5 * smoothstep(-0.4 * radius, 0.6 * radius, depth),
    reach: 0.4 * radius,
    defect: 0,
  });
  paint(surface, thread, { colour, relief: (depth) => 0.7 * depth, gloss: 0.1, defect: 0.001 });
}
