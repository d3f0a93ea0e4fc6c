// The inspected object: a machined steel gear with a brass hub, holes, bolts and a raised maker's
// mark, on a painted tray. This file places and paints the good part; it knows no defects.

import type { Shot } from './camera.ts';
import { angleOf, cosine, lengthOf, type Point, type Pose, pose, sine, smoothstep } from './geometry.ts';
import { type Draws, smoothNoise } from './named-draws.ts';
import { type Colour, type Profile, paint, type Surface } from './painter.ts';
import { difference, disc, everywhere, grown, moved, type Shape, stroke, union } from './shapes.ts';

/** Measures at scale 1, in units of the picture's side: radii, unless said. */
export const gearMeasures = {
  /** How many. */
  teeth: 12,
  tip: 0.43,
  root: 0.36,
  /** Half a tooth's width at its root, and what it loses on each side towards the tip, as a slope. */
  tooth: 0.059,
  taper: 0.3,
  rimInner: 0.275,
  mark: 0.318,
  hub: 0.145,
  bore: 0.07,
  boltCircle: 0.21,
  hole: 0.052,
  bolt: 0.044,
} as const;

const steel: Colour = [0.6, 0.62, 0.64];
const brass: Colour = [0.78, 0.6, 0.3];
const blackened: Colour = [0.3, 0.31, 0.34];
const paintedTray: Colour = [0.25, 0.32, 0.36];
const black: Colour = [0, 0, 0];

/** A gear as it lies in the picture. */
export interface Gear {
  readonly pose: Pose;
  /** The body before anything is cut through. */
  readonly blank: Shape;
  /** What is cut through it: the bore with its keyway, and the holes. */
  readonly cuts: readonly Shape[];
}

/** Places a gear: somewhat off the centre, turned by up to half a tooth, nearer or farther. */
export function placeGear(draws: Draws): Gear {
  const { bore, boltCircle, hole } = gearMeasures;
  const centre = { x: draws.uniform(-0.02, 0.02), y: draws.uniform(-0.02, 0.02) };
  const p = pose(centre, draws.uniform(-0.042, 0.042), draws.uniform(0.965, 1.035));
  const keyway = stroke([centre, p.at(bore + 0.014, 0)], () => 0.02 * p.scale);
  const holes = [0, 1, 2].map((i) => disc(p.polar(boltCircle, i / 3), hole * p.scale));
  const cuts = [union(disc(centre, bore * p.scale), keyway), ...holes];
  return { pose: p, blank: toothedWheel(p), cuts };
}

/** The outline of a toothed wheel: the plane folded onto one tooth, a trapezoid on the root circle. */
function toothedWheel({ centre, turn, scale }: Pose): Shape {
  const { teeth, tip, root, tooth, taper, rimInner } = gearMeasures;
  const axes = Array.from({ length: teeth }, (_, k) => ({
    x: cosine(turn + k / teeth),
    y: sine(turn + k / teeth),
  }));
  const steepness = 1 / lengthOf(1, taper);
  const distance = (x: number, y: number) => {
    const dx = (x - centre.x) / scale;
    const dy = (y - centre.y) / scale;
    const radius = lengthOf(dx, dy);
    // So far in, no tooth is as deep as the root circle.
    if (radius < rimInner) return (radius - root) * scale;
    const sector = Math.round((angleOf(dx, dy) - turn) * teeth);
    const axis = axes[((sector % teeth) + teeth) % teeth] ?? { x: 1, y: 0 };
    const along = dx * axis.x + dy * axis.y;
    const across = Math.abs(dy * axis.x - dx * axis.y);
    const flank = (across - tooth + taper * (along - root)) * steepness;
    return Math.min(radius - root, Math.max(flank, along - tip)) * scale;
  };
  return { box: disc(centre, tip * scale).box, distance };
}

/** Rises to a height over a bevel along the edge. */
const plateau =
  (height: number, bevel: number): Profile =>
  (depth) =>
    height * smoothstep(0, bevel, depth);

/** How far a gear's shadow falls for a lamp at the horizon. */
const SHADOW = 0.024;

/** The shadow of a body, without softness. */
export const shadowOf = (body: Shape, [x, y]: Shot['lamp']): Shape => moved(body, { x: -SHADOW * x, y: -SHADOW * y });

/** The tray, more or less worn and bright, with the shadow of the body on it. */
export function paintTray(surface: Surface, shadow: Shape, draws: Draws): void {
  const tone = draws.uniform(0.6, 1.5);
  const grain = smoothNoise(draws.key('grain'));
  const wear = smoothNoise(draws.key('wear'));
  paint(surface, everywhere, {
    colour: paintedTray,
    shade: (_, x, y) => tone + 0.08 * grain(64 * x, 64 * y) + 0.12 * wear(7 * x, 7 * y),
    gloss: 0.02,
  });
  paint(surface, shadow, {
    colour: black,
    opacity: (depth) => 0.6 * smoothstep(-0.015, 0.02, depth),
    reach: 0.015,
  });
}

/** The gear: `body` is what there is of its blank. */
export function paintGear(surface: Surface, gear: Gear, body: Shape, draws: Draws): void {
  for (const cut of gear.cuts) paint(surface, cut, { colour: black, opacity: () => 0.4 });
  paintBody(surface, gear, difference(body, ...gear.cuts), draws);
  const p = gear.pose;
  for (let i = 0; i < 3; i++) {
    paintBolt(surface, p.polar(gearMeasures.boltCircle, (i + 0.5) / 3), p.scale);
  }
  paint(surface, makersMark(p), { relief: plateau(0.008, 0.008), onThing: true });
}

function paintBody(surface: Surface, { pose: p }: Gear, body: Shape, draws: Draws): void {
  const { rimInner, hub } = gearMeasures;
  const tone = draws.uniform(0.86, 1.12);
  const cast = smoothNoise(draws.key('cast'));
  const lathe = smoothNoise(draws.key('lathe'));
  const groove = (x: number, y: number) => lathe((85 / p.scale) * lengthOf(x - p.centre.x, y - p.centre.y), 0);
  const bevel = plateau(0.016, 0.013);
  paint(surface, body, {
    colour: steel,
    shade: (_, x, y) => tone + 0.04 * cast(14 * x, 14 * y),
    relief: (depth, x, y) => bevel(depth, x, y) + 0.0004 * groove(x, y),
    gloss: 0.5,
    isThing: true,
  });
  paint(surface, difference(disc(p.centre, rimInner * p.scale), disc(p.centre, hub * p.scale)), {
    colour: steel,
    shade: (_, x, y) => 0.78 * tone + 0.05 * cast(40 * x, 40 * y),
    relief: plateau(-0.012, 0.014),
    gloss: 0.12,
    onThing: true,
  });
  paint(surface, disc(p.centre, (hub - 0.012) * p.scale), {
    colour: brass,
    shade: (_, x, y) => 1 + 0.05 * groove(x, y),
    relief: plateau(0.006, 0.01),
    gloss: 0.55,
    onThing: true,
  });
}

function paintBolt(surface: Surface, centre: Point, scale: number): void {
  const head = disc(centre, gearMeasures.bolt * scale);
  const socket = disc(centre, 0.45 * gearMeasures.bolt * scale);
  const dark = { colour: black, onThing: true };
  paint(surface, grown(head, 0.006), { ...dark, opacity: () => 0.5 });
  paint(surface, head, {
    colour: blackened,
    relief: plateau(0.012, 0.018),
    gloss: 0.5,
    onThing: true,
  });
  paint(surface, socket, { ...dark, opacity: () => 0.75, relief: () => -0.004 });
}

/** On the rim: a raised arc and a dot. */
function makersMark(p: Pose): Shape {
  const line = Array.from({ length: 9 }, (_, i) => p.polar(gearMeasures.mark, 0.2 + (0.11 * i) / 8));
  const dot = disc(p.polar(gearMeasures.mark, 0.36), 0.018 * p.scale);
  return union(
    stroke(line, () => 0.014 * p.scale),
    dot,
  );
}
