// How a gear goes wrong. Each kind is geometry of its own, painted at the surface's resolution: what
// has broken off, what is knocked in, scored, overheated or soiled. The ground truth is that geometry.

import { near, paintStain, paintThread, puddle } from './blemishes.ts';
import { type Gear, gearMeasures } from './gear-part.ts';
import { bezier, type Point, type Pose, pose, smoothstep } from './geometry.ts';
import { type Draws, smoothNoise } from './named-draws.ts';
import { type Colour, paint, type Surface } from './painter.ts';
import { difference, disc, grown, intersection, melted, ragged, type Shape, stroke } from './shapes.ts';

/** One defect of one gear. */
export interface GearFlaw {
  /** What the body lacks. */
  readonly missing?: Shape;
  /** Paints what the defect does to the finished part, and its ground truth. */
  paint(surface: Surface): void;
}

/** Draws a defect of a gear that lies so. */
export type SpoilGear = (draws: Draws, gear: Gear) => GearFlaw;

export const gearDefects: Readonly<Record<string, SpoilGear>> = {
  broken_tooth: breakTeeth,
  dent: knockIn,
  discoloration: overheat,
  scratch,
  stain,
  thread: layThread,
};

/** A place on the gear between two radii. */
const placeOn = (draws: Draws, { pose: p }: Gear, low: number, high: number): Point =>
  p.polar(draws.uniform(low, high), draws.uniform(0, 1));

/** Two teeth break off along a ragged, bright face. */
function breakTeeth(draws: Draws, { pose: p, blank, cuts }: Gear): GearFlaw {
  const { teeth, tip } = gearMeasures;
  const turn = (draws.integer(teeth) + draws.uniform(-0.12, 0.12)) / teeth;
  const neighbour = turn + (draws.sign() * draws.uniform(0.55, 0.75)) / teeth;
  const grain = smoothNoise(draws.key('grain'));
  const bite = melted(
    0.04,
    disc(p.polar(tip - 0.005, turn), draws.uniform(0.075, 0.095) * p.scale),
    disc(p.polar(tip - 0.02, neighbour), draws.uniform(0.07, 0.09) * p.scale),
  );
  const broken = ragged(bite, 0.008, (x, y) => grain(60 * x, 60 * y));
  const face = intersection(difference(blank, ...cuts), grown(broken, 0.016));
  return {
    missing: broken,
    paint(surface) {
      paint(surface, intersection(blank, broken), { defect: 0.003 });
      paint(surface, face, {
        colour: [0.74, 0.73, 0.7],
        shade: (_, x, y) => 0.8 + 0.3 * grain(150 * x, 150 * y),
        relief: (_, x, y) => 0.002 * grain(110 * x, 110 * y),
        gloss: 0.05,
        onThing: true,
        defect: 0,
      });
    },
  };
}

/** A knock: a bowl with a raised lip, which the light shows, and dulled metal in it. */
function knockIn(draws: Draws, gear: Gear): GearFlaw {
  const centre = placeOn(draws, gear, 0.24, 0.32);
  const radius = draws.uniform(0.075, 0.1);
  const bowl = melted(0.02, disc(centre, radius), disc(near(draws, centre, 0.02), 0.8 * radius));
  const deep = radius * draws.uniform(0.5, 0.75);
  const fall = (depth: number) => {
    const rest = 1 - Math.min(depth / radius, 1);
    return -deep * (1 - rest * rest);
  };
  return {
    paint(surface) {
      paint(surface, bowl, {
        relief: (depth) => (depth > 0 ? fall(depth) : 0.006 * smoothstep(-0.014, 0, depth)),
        reach: 0.014,
        onThing: true,
      });
      paint(surface, bowl, {
        film: [0.64, 0.62, 0.6],
        opacity: (depth) => smoothstep(0, 0.02, depth),
        gloss: 0.25,
        onThing: true,
        defect: 0.006,
      });
    },
  };
}

/** Temper colours of overheated steel: straw, purple and blue, one within the other. */
function overheat(draws: Draws, gear: Gear): GearFlaw {
  const spot = disc(placeOn(draws, gear, 0.27, 0.36), draws.uniform(0.12, 0.16));
  const cloud = smoothNoise(draws.key('cloud'));
  const heat = ragged(spot, 0.02, (x, y) => cloud(16 * x, 16 * y));
  const temper = (film: Colour, from: number, to: number) => ({
    film,
    opacity: (depth: number) => smoothstep(from, to, depth),
    onThing: true,
  });
  return {
    paint(surface) {
      paint(surface, heat, { ...temper([0.95, 0.74, 0.4], 0, 0.03), defect: -0.008 });
      paint(surface, heat, temper([0.64, 0.52, 1.05], 0.025, 0.06));
      paint(surface, heat, temper([0.62, 1.15, 1.7], 0.055, 0.095));
    },
  };
}

/** A tool slips: three grooves side by side, soiled, with burrs that catch the light. */
function scratch(draws: Draws, gear: Gear): GearFlaw {
  const slip = pose(placeOn(draws, gear, 0.19, 0.32), draws.uniform(0, 1), 1);
  const reach = draws.uniform(0.15, 0.21);
  const bend = draws.uniform(-0.4, 0.4);
  const grooves = [0, 1, 2].map((i) => {
    const own = draws.fork(`groove ${i}`);
    const middle = near(own, slip.at(0, 0.028 * i), 0.012);
    return groove(own, pose(middle, slip.turn + own.uniform(-0.01, 0.01), reach * own.uniform(0.7, 1)), bend);
  });
  return {
    paint(surface) {
      for (const shape of grooves) {
        paint(surface, shape, {
          relief: (depth) => (depth > 0 ? -0.7 * depth : 0.006 * smoothstep(-0.008, 0, depth)),
          reach: 0.008,
          onThing: true,
          defect: 0.004,
        });
        paint(surface, shape, { film: [0.42, 0.4, 0.38], gloss: 0.1, onThing: true });
      }
    },
  };
}

/** A groove along the x axis of a pose, from -1 to 1, as wide as the tool was pressed, thin at its ends. */
function groove(draws: Draws, { at }: Pose, bend: number): Shape {
  const line = bezier([at(-1, 0), at(-0.33, bend), at(0.33, bend), at(1, -bend)], 20);
  const pressure = smoothNoise(draws.key('pressure'));
  const radius = draws.uniform(0.01, 0.015);
  return stroke(line, (share) => {
    const off = 2 * share - 1;
    const taper = 1 - off * off * off * off;
    return Math.max(radius * taper * (0.8 + 0.4 * pressure(7 * share, 0)), 0.001);
  });
}

/** Dried oil, or rust. */
function stain(draws: Draws, gear: Gear): GearFlaw {
  const shape = puddle(draws, placeOn(draws, gear, 0.17, 0.33), 0.068);
  const film = draws.pick<Colour>([
    [0.34, 0.27, 0.18],
    [0.85, 0.44, 0.18],
  ]);
  return { paint: (surface) => paintStain(surface, draws, shape, film, true) };
}

/** A loose thread, left by a cleaning rag. */
function layThread(draws: Draws, { pose: p }: Gear): GearFlaw {
  const turn = draws.uniform(0, 1);
  const start = p.polar(draws.uniform(0.2, 0.33), turn);
  const end = p.polar(draws.uniform(0.2, 0.33), turn + draws.uniform(0.3, 0.6));
  const control = [start, near(draws, start, 0.25), near(draws, end, 0.25), end] as const;
  const radius = draws.uniform(0.013, 0.017);
  const colour = draws.pick<Colour>([
    [0.24, 0.2, 0.16],
    [0.62, 0.2, 0.18],
    [0.22, 0.32, 0.6],
  ]);
  return { paint: (surface) => paintThread(surface, control, radius, colour) };
}
