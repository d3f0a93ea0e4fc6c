// The painter: a surface of samples, finer than the picture's pixels, onto which shapes are laid in
// coats. A coat may colour, tint, raise or sink what lies below, and may belong to a defect. How the
// surface looks under light is the camera's affair.

import { clamp } from './geometry.ts';
import { type Box, enlarged, type Shape } from './shapes.ts';

/** Red, green, blue, 0 to 1: what a neutral light of strength 1 would show. */
export type Colour = readonly [number, number, number];

/** A value over a shape, by depth under its edge (negative outside) and place. */
export type Profile = (depth: number, x: number, y: number) => number;

/** What lies on the plane, sample by sample, row-major, `width * width` each. */
export interface Surface {
  /** Pixels along the picture's side. */
  readonly side: number;
  /** Samples along a pixel's side. */
  readonly finesse: number;
  /** Samples along the surface's side: `side * finesse`. */
  readonly width: number;
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
  /** Above the plane, in units of the side. */
  readonly height: Float32Array;
  /** How strongly it mirrors the lamp, 0 to 1. */
  readonly gloss: Float32Array;
  /** How far the sample belongs to the inspected thing, not to what that lies on, 0 to 1. */
  readonly thing: Float32Array;
  /** How far the sample belongs to a defect, 0 to 1: the ground truth before pixels are counted. */
  readonly defect: Float32Array;
}

/** What is laid over a shape. What a coat does not name stays as it is. */
export interface Coat {
  /** Covers what lies below. */
  readonly colour?: Colour;
  /** Multiplies `colour`; 1 when not given. */
  readonly shade?: Profile;
  /** A translucent film: multiplies what lies below. */
  readonly film?: Colour;
  /** How far colour, film and gloss take effect, 0 to 1; 1 when not given. */
  readonly opacity?: Profile;
  /** Added to the height. */
  readonly relief?: Profile;
  readonly gloss?: number;
  /** How far outside the shape the coat still acts; 0 when not given. */
  readonly reach?: number;
  /** The coat is the inspected thing itself. */
  readonly isThing?: boolean;
  /** The coat sticks to the inspected thing only. */
  readonly onThing?: boolean;
  /** The coat is a defect, whose ground truth ends this far outside the shape's edge. */
  readonly defect?: number;
}

/** A bare surface for a picture of `side` pixels, with more samples a pixel where pixels are few. */
export function bareSurface(side: number): Surface {
  const finesse = clamp(Math.ceil(192 / side), 2, 4);
  const width = side * finesse;
  const plane = () => new Float32Array(width * width);
  return {
    side,
    finesse,
    width,
    red: plane(),
    green: plane(),
    blue: plane(),
    height: plane(),
    gloss: plane(),
    thing: plane(),
    defect: plane(),
  };
}

/** Visits the samples within a box, row by row: index and place. */
export function eachSample({ width }: Surface, box: Box, visit: (i: number, x: number, y: number) => void): void {
  const index = (place: number) => clamp(Math.round((place + 0.5) * width), 0, width);
  const [left, right] = [index(box.left), index(box.right)];
  const bottom = index(box.bottom);
  for (let row = index(box.top); row < bottom; row++) {
    const y = (row + 0.5) / width - 0.5;
    for (let column = left; column < right; column++) {
      visit(row * width + column, (column + 0.5) / width - 0.5, y);
    }
  }
}

/** Lays a coat over a shape. Its edge is as soft as a sample is wide. */
export function paint(surface: Surface, { box, distance }: Shape, coat: Coat): void {
  const { reach = 0, defect, onThing } = coat;
  const { width, thing } = surface;
  const margin = Math.max(reach, defect ?? 0) + 1 / width;
  const cover = (depth: number) => clamp(depth * width + 0.5, 0, 1);
  const lay = layer(surface, coat);
  eachSample(surface, enlarged(box, margin), (i, x, y) => {
    const depth = -distance(x, y);
    const ground = onThing ? (thing[i] ?? 0) : 1;
    if (depth < -margin || ground === 0) return;
    if (defect !== undefined) raise(surface.defect, i, ground * cover(depth + defect));
    const share = ground * cover(depth + reach);
    if (share > 0) lay(i, share, depth, x, y);
  });
}

/** Lays a coat's substance on one sample, at a share of 0 to 1. */
function layer(surface: Surface, { colour, shade, film, opacity, relief, gloss, isThing }: Coat) {
  const { red, green, blue, height, thing } = surface;
  return (i: number, share: number, depth: number, x: number, y: number) => {
    if (isThing) raise(thing, i, share);
    if (relief) height[i] = (height[i] ?? 0) + relief(depth, x, y) * share;
    const part = opacity ? share * opacity(depth, x, y) : share;
    if (colour) {
      const light = shade ? shade(depth, x, y) : 1;
      blend(red, i, colour[0] * light, part);
      blend(green, i, colour[1] * light, part);
      blend(blue, i, colour[2] * light, part);
    }
    if (film) {
      blend(red, i, (red[i] ?? 0) * film[0], part);
      blend(green, i, (green[i] ?? 0) * film[1], part);
      blend(blue, i, (blue[i] ?? 0) * film[2], part);
    }
    if (gloss !== undefined) blend(surface.gloss, i, gloss, part);
  };
}

function raise(plane: Float32Array, i: number, value: number): void {
  plane[i] = Math.max(plane[i] ?? 0, value);
}

function blend(plane: Float32Array, i: number, value: number, share: number): void {
  const below = plane[i] ?? 0;
  plane[i] = below + (value - below) * share;
}
