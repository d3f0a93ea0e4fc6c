// What a sample set consists of: pictures of good and defective things, each drawn when asked for.

import type { Draws } from './named-draws.ts';

/** An 8-bit RGB picture, row-major, interleaved: `data.length = height * width * 3`. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A picture and its ground truth: 0 or 255 a pixel, `height * width`; undefined when it is good. */
export interface Drawing {
  readonly image: Picture;
  readonly mask: Uint8Array | undefined;
}

/** One image of a set. `draw` gives the same bytes each time, on every machine. */
export interface SampleImage {
  /** Unique within its split and defect: "000", "001", ... */
  readonly name: string;
  /** "good" or a kind of defect. */
  readonly defect: string;
  draw(): Drawing;
}

/** An inspection set as MVTec AD has it: `train` is good throughout, `test` is good and defective. */
export interface SampleSet {
  readonly train: readonly SampleImage[];
  readonly test: readonly SampleImage[];
}

/** Draws a square picture of `side` pixels; all that varies comes from the stream. */
export type Draw = (draws: Draws, side: number) => Drawing;

/**
 * What a set shows. With equal draws, a defective picture differs from the good one by its defect
 * and nothing else.
 */
export interface SampleKind {
  readonly good: Draw;
  /** By kind of defect. */
  readonly defects: Readonly<Record<string, Draw>>;
}
