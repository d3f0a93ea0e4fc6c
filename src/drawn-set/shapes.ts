// Regions of the plane as signed distances, and what can be made of them: unions, cuts, blends of
// liquids, strokes of a brush. Lengths are in units of the picture's side.

import { clamp, lengthOf, type Point } from './geometry.ts';
import type { Field } from './named-draws.ts';

/** A rectangle along the axes. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A region: `distance` to its edge is negative inside; the region lies within `box`. */
export interface Shape {
  readonly box: Box;
  readonly distance: Field;
}

const around = ({ x, y }: Point, radius: number): Box => ({
  left: x - radius,
  top: y - radius,
  right: x + radius,
  bottom: y + radius,
});

const hull = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** The box, larger by a margin on all sides. */
export const enlarged = ({ left, top, right, bottom }: Box, margin: number): Box => ({
  left: left - margin,
  top: top - margin,
  right: right + margin,
  bottom: bottom + margin,
});

/** The whole picture. */
export const everywhere: Shape = {
  box: { left: -0.5, top: -0.5, right: 0.5, bottom: 0.5 },
  distance: () => -1,
};

export function disc(centre: Point, radius: number): Shape {
  const distance = (x: number, y: number) => lengthOf(x - centre.x, y - centre.y) - radius;
  return { box: around(centre, radius), distance };
}

/** The shape, larger by a margin on all sides. */
export function grown({ box, distance }: Shape, margin: number): Shape {
  return { box: enlarged(box, margin), distance: (x, y) => distance(x, y) - margin };
}

/** The shape, its edge pushed in and out by a field of up to `amplitude`. */
export function ragged({ box, distance }: Shape, amplitude: number, field: Field): Shape {
  return {
    box: enlarged(box, amplitude),
    distance: (x, y) => distance(x, y) + amplitude * field(x, y),
  };
}

export function moved({ box, distance }: Shape, by: Point): Shape {
  return {
    box: hull(
      { left: box.left + by.x, top: box.top + by.y, right: box.left + by.x, bottom: box.top + by.y },
      { left: box.right + by.x, top: box.bottom + by.y, right: box.right + by.x, bottom: box.bottom + by.y },
    ),
    distance: (x, y) => distance(x - by.x, y - by.y),
  };
}

export function union(first: Shape, ...others: readonly Shape[]): Shape {
  return others.reduce(
    (a, b) => ({
      box: hull(a.box, b.box),
      distance: (x, y) => Math.min(a.distance(x, y), b.distance(x, y)),
    }),
    first,
  );
}

/** A union whose seams fill up over a width of `softness`, as liquids do (quadratic smooth minimum). */
export function melted(softness: number, first: Shape, ...others: readonly Shape[]): Shape {
  const melt = (a: Shape, b: Shape): Shape => ({
    box: enlarged(hull(a.box, b.box), softness / 4),
    distance: (x, y) => {
      const [da, db] = [a.distance(x, y), b.distance(x, y)];
      const overlap = Math.max(softness - Math.abs(da - db), 0);
      return Math.min(da, db) - (overlap * overlap) / (4 * softness);
    },
  });
  return others.reduce(melt, first);
}

/** What `a` and `b` share. */
export function intersection(a: Shape, b: Shape): Shape {
  return { box: b.box, distance: (x, y) => Math.max(a.distance(x, y), b.distance(x, y)) };
}

/** What is left of `a` where the others are taken away. */
export function difference(a: Shape, ...others: readonly Shape[]): Shape {
  const distance = (x: number, y: number) => {
    let d = a.distance(x, y);
    for (const other of others) d = Math.max(d, -other.distance(x, y));
    return d;
  };
  return { box: a.box, distance };
}

/** The stroke of a round brush along a line of places; `radius` by share of the way, 0 to 1. */
export function stroke(line: readonly Point[], radius: (share: number) => number): Shape {
  const steps = line.slice(1).flatMap((end, i) => {
    const start = line[i];
    const share = (k: number) => radius(k / (line.length - 1));
    return start ? [step(start, end, share(i), share(i + 1))] : [];
  });
  const [first = disc({ x: 0, y: 0 }, -1), ...others] = steps;
  const distance = (x: number, y: number) => {
    let nearest = 4;
    for (const { distance } of steps) nearest = Math.min(nearest, distance(x, y));
    return nearest;
  };
  return { box: others.reduce((box, other) => hull(box, other.box), first.box), distance };
}

/** One straight step of a stroke, from radius `ra` at `a` to `rb` at `b`. */
function step(a: Point, b: Point, ra: number, rb: number): Shape {
  const [ux, uy] = [b.x - a.x, b.y - a.y];
  const scale = 1 / (ux * ux + uy * uy + 1e-12);
  const distance = (x: number, y: number) => {
    const [dx, dy] = [x - a.x, y - a.y];
    const t = clamp((dx * ux + dy * uy) * scale, 0, 1);
    return lengthOf(dx - t * ux, dy - t * uy) - (ra + t * (rb - ra));
  };
  return { box: hull(around(a, ra), around(b, rb)), distance };
}
