// Random numbers that are the same on every machine: a counter-based generator of 32-bit integers,
// keyed by names, and smooth noise made of it. Integer and exactly rounded operations only.

/** Draws in order from one named stream. A fork is a stream of its own: neither shifts the other. */
export interface Draws {
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number;
  /** Uniform in 0, 1, ..., count - 1. */
  integer(count: number): number;
  /** -1 or 1. */
  sign(): -1 | 1;
  /** One of the items, each as likely. */
  pick<T>(items: readonly [T, ...T[]]): T;
  /** The stream of this name within this one, whatever has been drawn from it. */
  fork(name: string): Draws;
  /** The key of this name within this stream, for noise. */
  key(name: string): number;
}

/** A value at each place (x, y) of the plane. */
export type Field = (x: number, y: number) => number;

/** 2^32 divided by the golden ratio: consecutive multiples lie far apart (Knuth, TAOCP 3, 6.4). */
const GOLDEN = 0x9e3779b9;
const UNIT = 1 / 4294967296;

/** The finaliser of MurmurHash3 (Appleby, public domain): a bijection that mixes all 32 bits. */
function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** FNV-1a over the name's UTF-16 units, begun from a parent's key. */
function keyOf(parent: number, name: string): number {
  let bits = parent ^ 0x811c9dc5;
  for (let i = 0; i < name.length; i++) bits = Math.imul(bits ^ name.charCodeAt(i), 0x01000193);
  return mix(bits);
}

/** The stream of this name. */
export function namedDraws(name: string): Draws {
  return drawsOf(keyOf(0, name));
}

function drawsOf(streamKey: number): Draws {
  let counter = 0;
  const next = () => mix(streamKey + Math.imul(++counter, GOLDEN)) * UNIT;
  return {
    uniform: (low, high) => low + (high - low) * next(),
    integer: (count) => Math.floor(next() * count),
    sign: () => (next() < 0.5 ? -1 : 1),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    fork: (name) => drawsOf(keyOf(streamKey, `/${name}`)),
    key: (name) => keyOf(streamKey, `#${name}`),
  };
}

/** The 32-bit integer at a place of an integer lattice. */
export function latticeBits(key: number, x: number, y: number): number {
  return mix(key + Math.imul(x, GOLDEN) + Math.imul(y, 0x85157af5));
}

/** Uniform in [0, 1) at a place of an integer lattice. */
export function latticeUniform(key: number, x: number, y: number): number {
  return latticeBits(key, x, y) * UNIT;
}

const fade = (t: number) => t * t * (3 - 2 * t);

/**
 * Smooth noise in [-1, 1): values on the integer lattice, faded into each other (value noise, one
 * octave). Neighbouring places mostly share a cell, so the last cell's corners are kept.
 */
export function smoothNoise(key: number): Field {
  let [cellX, cellY] = [Number.NaN, Number.NaN];
  let [a, b, c, d] = [0, 0, 0, 0];
  return (x, y) => {
    const column = Math.floor(x);
    const row = Math.floor(y);
    if (column !== cellX || row !== cellY) {
      cellX = column;
      cellY = row;
      a = latticeUniform(key, column, row);
      b = latticeUniform(key, column + 1, row);
      c = latticeUniform(key, column, row + 1);
      d = latticeUniform(key, column + 1, row + 1);
    }
    const right = fade(x - column);
    const top = a + (b - a) * right;
    const bottom = c + (d - c) * right;
    return 2 * (top + (bottom - top) * fade(y - row)) - 1;
  };
}
