// The inspected texture: plain-woven cloth. Two families of threads undulate over and under each
// other, and what is seen is the higher one. Threads may be missing, dyed or out of place; why is
// the business of weave-defects.ts.

import { cosine, sine } from './geometry.ts';
import { type Draws, type Field, latticeUniform, smoothNoise } from './named-draws.ts';
import { type Colour, eachSample, type Surface } from './painter.ts';
import { everywhere, type Shape } from './shapes.ts';

/** Warp threads run down the cloth, weft threads across it. */
export type Family = 'warp' | 'weft';

/** Cloth as it lies. Thread `k` of a family fills [k, k + 1) of the field that counts its threads. */
export interface Cloth {
  /** Distance of neighbouring threads, in units of the picture's side. */
  readonly pitch: number;
  /** Counts the threads of a family; across one family is along the other. */
  readonly across: { readonly [F in Family]: Field };
}

/** What is wrong with the threads themselves. */
export interface ThreadFaults {
  /** The thread ends before this place; `along` counts the threads that it crosses. */
  isMissing?(family: Family, thread: number, along: number, x: number, y: number): boolean;
  /** The thread's colour, where it is not its family's. */
  dye?(family: Family, thread: number, along: number): Colour | undefined;
}

/** The yarn of each family, undyed by any fault. */
export const yarn: { readonly [F in Family]: Colour } = {
  warp: [0.2, 0.3, 0.5],
  weft: [0.8, 0.74, 0.62],
};

export const otherFamily = { warp: 'weft', weft: 'warp' } as const;

/** Threads of a family along the picture's side, at scale 1. */
const THREADS = 13;
/** Half a thread's width, in pitches. */
const HALF_WIDTH = 0.47;
/** The height of a thread that is not there. */
const NOWHERE = -1;

/** Lays cloth anyhow: shifted by any part of a thread, slightly turned, scaled and wavy. */
export function layCloth(draws: Draws): Cloth {
  const pitch = draws.uniform(0.94, 1.06) / THREADS;
  const turn = draws.uniform(-0.02, 0.02);
  const [c, s] = [cosine(turn) / pitch, sine(turn) / pitch];
  const [warpPhase, weftPhase] = [draws.uniform(0, 2), draws.uniform(0, 2)];
  const sway = smoothNoise(draws.key('sway'));
  const drift = smoothNoise(draws.key('drift'));
  return {
    pitch,
    across: {
      warp: (x, y) => c * x + s * y + warpPhase + 0.16 * sway(4 * x, 4 * y),
      weft: (x, y) => c * y - s * x + weftPhase + 0.16 * drift(4 * x, 4 * y),
    },
  };
}

/** Weaves the cloth over a table that shows where no thread is. */
export function paintCloth(surface: Surface, cloth: Cloth, faults: ThreadFaults, draws: Draws): void {
  const { warp, weft } = cloth.across;
  const tableTone = draws.uniform(0.25, 0.75);
  const show = threadPainter(surface, cloth, faults, draws);
  const heightAt = (family: Family, across: number, along: number, x: number, y: number) => {
    const thread = Math.floor(across);
    if (faults.isMissing?.(family, thread, along, x, y)) return NOWHERE;
    return threadHeight(family, thread, across, along);
  };
  eachSample(surface, everywhere.box, (i, x, y) => {
    const u = warp(x, y);
    const v = weft(x, y);
    const warpHeight = heightAt('warp', u, v, x, y);
    const weftHeight = heightAt('weft', v, u, x, y);
    if (warpHeight > weftHeight) show(i, 'warp', u, v, warpHeight);
    else if (weftHeight > NOWHERE) show(i, 'weft', v, u, weftHeight);
    else setSample(surface, i, [0.5, 0.45, 0.4], tableTone, -0.3 * cloth.pitch);
  });
}

/** A round thread's height over the cloth's middle, in pitches. Weft goes under where warp goes over. */
function threadHeight(family: Family, thread: number, across: number, along: number): number {
  const off = (across - thread - 0.5) / HALF_WIDTH;
  if (off < -1 || off > 1) return NOWHERE;
  const crossed = Math.floor(along);
  const t = along - crossed;
  const isOver = ((thread + crossed) % 2 === 0) === (family === 'warp');
  return (isOver ? 0.8 : -0.8) * t * (1 - t) + 0.26 * (1 - off * off);
}

/** Paints a sample of a thread: its family's yarn or a dye, each thread a little different, fibrous. */
function threadPainter(surface: Surface, { pitch }: Cloth, faults: ThreadFaults, draws: Draws) {
  const tone = draws.uniform(0.9, 1.1);
  const keys = { warp: draws.key('warp'), weft: draws.key('weft') };
  const fibres = smoothNoise(draws.key('fibres'));
  return (i: number, family: Family, across: number, along: number, height: number) => {
    const thread = Math.floor(across);
    const colour = faults.dye?.(family, thread, along) ?? yarn[family];
    const own = 0.14 * (latticeUniform(keys[family], thread, 0) - 0.5);
    const twist = 0.09 * fibres(5 * across + 2.5 * along, 2 * along - across);
    const shade = tone * (0.72 + 0.6 * height) + own + twist;
    setSample(surface, i, colour, shade, 0.8 * height * pitch);
  };
}

function setSample(s: Surface, i: number, colour: Colour, shade: number, height: number): void {
  s.red[i] = colour[0] * shade;
  s.green[i] = colour[1] * shade;
  s.blue[i] = colour[2] * shade;
  s.height[i] = height;
  s.gloss[i] = 0.04;
  s.thing[i] = 1;
}

/** A thread's strip of the cloth, as wide as the pitch, from `start` to `end`: these count the threads crossed. */
export function stretch(
  { across, pitch }: Cloth,
  family: Family,
  thread: number,
  [start, end]: readonly [start: number, end: number],
): Shape {
  const count = across[family];
  const along = across[otherFamily[family]];
  const [centre, reach] = [(start + end) / 2, (end - start) / 2];
  const distance = (x: number, y: number) =>
    pitch * Math.max(Math.abs(count(x, y) - thread - 0.5) - 0.5, Math.abs(along(x, y) - centre) - reach);
  return { box: everywhere.box, distance };
}
