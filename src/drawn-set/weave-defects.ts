// How cloth goes wrong. Most kinds alter the threads themselves: dyed, cut, torn, pulled out of place;
// the ground truth is where they do.

import { near, paintStain, paintThread, puddle } from './blemishes.ts';
import { type Cloth, type Family, otherFamily, stretch, type ThreadFaults, yarn } from './cloth.ts';
import { cosine, lengthOf, type Point, sine, smoothstep } from './geometry.ts';
import { type Draws, latticeUniform, smoothNoise } from './named-draws.ts';
import { type Colour, paint, type Surface } from './painter.ts';
import { disc, melted, ragged } from './shapes.ts';

/** One defect of one cloth. */
export interface ClothFlaw {
  readonly faults: ThreadFaults;
  /** The cloth as the defect has pulled it; as it lay, when not given. */
  readonly pulled?: Cloth;
  /** Paints what the defect does to the woven cloth, and its ground truth. */
  paint(surface: Surface): void;
}

/** Draws a defect of a cloth that lies so. */
export type SpoilCloth = (draws: Draws, cloth: Cloth) => ClothFlaw;

export const weaveDefects: Readonly<Record<string, SpoilCloth>> = {
  colour_streak: dyeThreads,
  cut_thread: cutThreads,
  hole: tearHole,
  snag: pullThreads,
  stain,
};

const placeWithin = (draws: Draws, reach: number): Point => near(draws, { x: 0, y: 0 }, reach);

/** Two or three neighbouring threads around a place, each over a length of its own. */
function chooseThreads(draws: Draws, cloth: Cloth, at: Point, [low, high]: readonly [low: number, high: number]) {
  const family = draws.pick<Family>(['warp', 'weft']);
  const first = Math.floor(cloth.across[family](at.x, at.y));
  const count = 2 + draws.integer(2);
  const middle = cloth.across[otherFamily[family]](at.x, at.y);
  const half = draws.uniform(low, high);
  const ends = draws.key('ends');
  const endOf = (thread: number, side: -1 | 1) => middle + side * (half + 1.4 * latticeUniform(ends, thread, side));
  const has = (f: Family, thread: number, along: number) =>
    f === family && thread >= first && thread < first + count && along > endOf(thread, -1) && along < endOf(thread, 1);
  const stretches = Array.from({ length: count }, (_, i) =>
    stretch(cloth, family, first + i, [endOf(first + i, -1), endOf(first + i, 1)]),
  );
  return { family, has, stretches };
}

/** Yarn of a wrong dye, which bleeds into the threads that cross it. */
function dyeThreads(draws: Draws, cloth: Cloth): ClothFlaw {
  const { has, stretches } = chooseThreads(draws, cloth, placeWithin(draws, 0.33), [1.6, 3.4]);
  const dye = draws.pick<Colour>([
    [0.6, 0.2, 0.16],
    [0.5, 0.42, 0.12],
    [0.24, 0.4, 0.2],
  ]);
  return {
    faults: { dye: (family, thread, along) => (has(family, thread, along) ? dye : undefined) },
    paint(surface) {
      for (const streak of stretches) paint(surface, streak, { colour: dye, opacity: () => 0.3, defect: 0 });
    },
  };
}

/** Threads are cut and shrink back: the threads that crossed them lie bare, a loose end curls up. */
function cutThreads(draws: Draws, cloth: Cloth): ClothFlaw {
  const at = placeWithin(draws, 0.3);
  const { family, has, stretches } = chooseThreads(draws, cloth, at, [1.5, 2.4]);
  const curl = near(draws, at, 0.09);
  const control = [at, near(draws, at, 0.25), near(draws, curl, 0.25), curl] as const;
  return {
    faults: { isMissing: has },
    paint(surface) {
      for (const gap of stretches) paint(surface, gap, { film: [0.72, 0.72, 0.74], defect: 0 });
      paintThread(surface, control, 0.2 * cloth.pitch, yarn[family]);
    },
  };
}

/** A hole: the threads of both families end at a ragged edge, some farther in than others. */
function tearHole(draws: Draws): ClothFlaw {
  const at = placeWithin(draws, 0.3);
  const part = () => disc(near(draws, at, 0.045), draws.uniform(0.075, 0.1));
  const fray = smoothNoise(draws.key('fray'));
  const hole = ragged(melted(0.03, part(), part(), part()), 0.012, (x, y) => fray(30 * x, 30 * y));
  const overhang = { warp: draws.key('warp'), weft: draws.key('weft') };
  return {
    faults: {
      isMissing: (family, thread, _, x, y) =>
        -hole.distance(x, y) > 0.045 * latticeUniform(overhang[family], thread, 0),
    },
    paint: (surface) =>
      paint(surface, hole, {
        film: [0.3, 0.3, 0.32],
        opacity: (depth) => 0.45 + 0.3 * smoothstep(0, 0.05, depth),
        defect: 0,
      }),
  };
}

/** A thread is pulled: it crowds its neighbours together, and a loop of it stands out. */
function pullThreads(draws: Draws, cloth: Cloth): ClothFlaw {
  const at = placeWithin(draws, 0.28);
  const reach = draws.uniform(0.14, 0.17);
  const turn = draws.uniform(0, 1);
  const strength = draws.uniform(1, 1.4);
  const pull = (x: number, y: number) => {
    const r = lengthOf(x - at.x, y - at.y) / reach;
    const rest = Math.max(1 - r * r, 0);
    return strength * rest * rest;
  };
  const { warp, weft } = cloth.across;
  const pulled: Cloth = {
    pitch: cloth.pitch,
    across: {
      warp: (x, y) => warp(x, y) + pull(x, y) * cosine(turn),
      weft: (x, y) => weft(x, y) + pull(x, y) * sine(turn),
    },
  };
  const foot = near(draws, at, 0.04);
  const control = [at, near(draws, at, 0.18), near(draws, foot, 0.18), foot] as const;
  return {
    faults: {},
    pulled,
    paint(surface) {
      // Beyond, threads are out of place by less than a tenth of their width.
      paint(surface, disc(at, 0.87 * reach), { defect: 0 });
      paintThread(surface, control, 0.22 * cloth.pitch, yarn.weft);
    },
  };
}

/** Coffee, oil, or wine. */
function stain(draws: Draws): ClothFlaw {
  const shape = puddle(draws, placeWithin(draws, 0.3), 0.09);
  const film = draws.pick<Colour>([
    [0.5, 0.34, 0.18],
    [0.45, 0.42, 0.36],
    [0.62, 0.3, 0.3],
  ]);
  return { faults: {}, paint: (surface) => paintStain(surface, draws, shape, film, false) };
}
