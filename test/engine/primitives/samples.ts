// Inputs of examples, drawn from seeds that have names. Domains keep away from kinks and poles, where finite differences
// say nothing.
import type { Sample, Values } from './example.ts';

/** Draws values of a shape; another `seed` gives others. */
export type Draw = (shape: readonly number[], seed?: string) => Sample;

/** From -2 to 2. */
export const anywhere: Draw = between(-2, 2);
/** From 0.5 to 2.5. */
export const positive: Draw = between(0.5, 2.5);

export function between(low: number, high: number): Draw {
  return (shape, seed = 'x') => floats(shape, seed, (draw) => low + (high - low) * draw());
}

/** Of both signs, and at least 0.2 from 0. */
export const awayFromZero: Draw = (shape, seed = 'x') =>
  floats(shape, seed, (draw) => (draw() < 0.5 ? -1 : 1) * (0.2 + 1.8 * draw()));

/** Below 0, from 0 to 6, and above, at least 0.2 from both. */
export const awayFromZeroAndSix: Draw = (shape, seed = 'x') =>
  floats(shape, seed, (draw) => {
    const place = Math.floor(3 * draw());
    return ([-2, 0.2, 6.2][place] ?? 0) + (place === 1 ? 5.6 : 1.8) * draw();
  });

/** Steps of 0.4 in any order, so that no two are equal; those of seed `b` stand between the others. */
export const distinct: Draw = (shape, seed = 'x') => {
  const count = sizeOf(shape);
  const offset = seed === 'b' ? 0.2 : 0;
  const order = shuffled(count, random(`${seed} ${shape.join(' ')}`));
  return float32s(
    shape,
    order.map((rank) => (rank - Math.floor(count / 2)) * 0.4 + offset),
  );
};

/** From `low` to `high`, both included. */
export function integers(low: number, high: number): Draw {
  return (shape, seed = 'x') => {
    const draw = random(`${seed} ${shape.join(' ')}`);
    const data = Array.from({ length: sizeOf(shape) }, () => low + Math.floor((high - low + 1) * draw()));
    return int32s(shape, data);
  };
}

export const bools: Draw = (shape, seed = 'x') => ({ ...integers(0, 1)(shape, seed), dtype: 'bool' });
export const bytes: Draw = (shape, seed = 'x') => ({ ...integers(0, 255)(shape, seed), dtype: 'uint8' });

export function float32s(shape: readonly number[], data: readonly number[]): Sample {
  return { dtype: 'float32', shape, data: Float32Array.from(data) };
}

export function int32s(shape: readonly number[], data: readonly number[]): Sample {
  return { dtype: 'int32', shape, data: Int32Array.from(data) };
}

/** The same sample, but the graph does not know how many there are. */
export function ofUnknownBatch(sample: Sample): Sample {
  return { ...sample, unknownBatch: true };
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Values of a shape by a function of the place, counted in row-major order. */
export function filled(shape: readonly number[], at: (index: number) => number): Values {
  return { shape, data: Array.from({ length: sizeOf(shape) }, (_, i) => at(i)) };
}

/** Numbers from 0 to 1, the same for the same name (mulberry32 on a hash of the name). */
export function random(name: string): () => number {
  let state = 0x811c9dc5;
  for (const byte of Buffer.from(name)) state = Math.imul(state ^ byte, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function floats(shape: readonly number[], seed: string, one: (draw: () => number) => number): Sample {
  const draw = random(`${seed} ${shape.join(' ')}`);
  return float32s(
    shape,
    Array.from({ length: sizeOf(shape) }, () => one(draw)),
  );
}

function shuffled(count: number, draw: () => number): readonly number[] {
  return Array.from({ length: count }, (_, rank) => ({ rank, key: draw() }))
    .sort((a, b) => a.key - b.key)
    .map(({ rank }) => rank);
}
