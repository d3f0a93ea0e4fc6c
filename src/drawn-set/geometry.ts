// Plane geometry in units of the picture's side: places, angles, poses. The origin is the picture's
// centre, x points right, y down; angles are in turns. Sums, products and square roots only, which
// are the same to the last bit in every engine, as Math.cos and powers need not be.

/** A place or a direction. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a thing lies: its own coordinates are turned, scaled, and moved into the picture's. */
export interface Pose {
  readonly centre: Point;
  /** In turns, growing from x to y. */
  readonly turn: number;
  readonly scale: number;
  /** The place in the picture of a point of the thing. */
  at(x: number, y: number): Point;
  /** The same, by the thing's polar coordinates. */
  polar(radius: number, turn: number): Point;
}

export const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** 0 up to `low`, 1 from `high`, smooth between. */
export function smoothstep(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}

export const lengthOf = (x: number, y: number) => Math.sqrt(x * x + y * y);

/** Cosine of an angle in turns, by its Taylor polynomial on a quarter (error under 5e-7). */
export function cosine(turns: number): number {
  const t = Math.abs(turns - Math.round(turns));
  const radians = 2 * Math.PI * (t > 0.25 ? 0.5 - t : t);
  const s = radians * radians;
  const value = 1 - (s / 2) * (1 - (s / 12) * (1 - (s / 30) * (1 - (s / 56) * (1 - s / 90))));
  return t > 0.25 ? -value : value;
}

export const sine = (turns: number) => cosine(turns - 0.25);

/** The angle of a direction in turns, in [-0.5, 0.5]; off by up to 1e-3, enough to choose a sector. */
export function angleOf(x: number, y: number): number {
  const [ax, ay] = [Math.abs(x), Math.abs(y)];
  const ratio = Math.min(ax, ay) / (Math.max(ax, ay) + 1e-12);
  const octant = ratio * (0.125 + 0.0435 * (1 - ratio));
  const quadrant = ay > ax ? 0.25 - octant : octant;
  const half = x < 0 ? 0.5 - quadrant : quadrant;
  return y < 0 ? -half : half;
}

export function pose(centre: Point, turn: number, scale: number): Pose {
  const [c, s] = [cosine(turn) * scale, sine(turn) * scale];
  const at = (x: number, y: number) => ({
    x: centre.x + c * x - s * y,
    y: centre.y + s * x + c * y,
  });
  const polar = (radius: number, angle: number) => at(radius * cosine(angle), radius * sine(angle));
  return { centre, turn, scale, at, polar };
}

/** `count + 1` places at equal steps of the parameter along a cubic Bezier curve. */
export function bezier([p, q, r, s]: readonly [Point, Point, Point, Point], count: number): readonly Point[] {
  return Array.from({ length: count + 1 }, (_, i) => {
    const t = i / count;
    const rest = 1 - t;
    const weigh = (a: number, b: number, c: number, d: number) =>
      rest * rest * (rest * a + 3 * t * b) + t * t * (3 * rest * c + t * d);
    return { x: weigh(p.x, q.x, r.x, s.x), y: weigh(p.y, q.y, r.y, s.y) };
  });
}
