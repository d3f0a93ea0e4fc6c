// The built-in inspection sets: drawn by the program itself, so that a first run downloads nothing.
// This file names the kinds and lists a set's images; each is drawn when it is asked for.

import { outside } from '../diagnostics/outside-error.ts';
import { gear } from './gear.ts';
import { namedDraws } from './named-draws.ts';
import type { Draw, SampleImage, SampleKind, SampleSet } from './picture.ts';
import { weave } from './weave.ts';

export type { Drawing, SampleSet } from './picture.ts';

const kinds: ReadonlyMap<string, SampleKind> = new Map([
  ['gear', gear],
  ['weave', weave],
]);

/** The names that `sampleSet` knows: an object on a background, and a texture. */
export const sampleKinds: readonly string[] = [...kinds.keys()];

/** How many images a set has. The first ones are the same whatever the counts. */
export interface SampleCounts {
  /** Good images to train on; 96 when not given. */
  readonly train?: number;
  /** Good test images; 12 when not given. */
  readonly good?: number;
  /** Test images of each kind of defect; 8 when not given. */
  readonly defective?: number;
}

export interface SampleOptions {
  /** Pixels along the square pictures' sides, 32 to 512; 128 when not given. */
  readonly side?: number;
  readonly count?: SampleCounts;
}

/**
 * The inspection set of this kind. Nothing is drawn yet.
 * @throws OutsideError "unknown-sample" for a name that is not in `sampleKinds`, "sample-side" for a
 * side out of range.
 */
export function sampleSet(kind: string, { side = 128, count = {} }: SampleOptions = {}): SampleSet {
  const known = kinds.get(kind);
  if (!known) {
    throw outside('unknown-sample', { kind, known: sampleKinds });
  }
  if (!Number.isInteger(side) || side < 32 || side > 512) {
    throw outside('sample-side', { side });
  }
  const { train = 96, good = 12, defective = 8 } = count;
  const images = (split: string, defect: string, draw: Draw, length: number): SampleImage[] =>
    Array.from({ length }, (_, i) => {
      const name = String(i).padStart(3, '0');
      const stream = `${kind}/${split}/${defect}/${name}`;
      return { name, defect, draw: () => draw(namedDraws(stream), side) };
    });
  return {
    train: images('train', 'good', known.good, train),
    test: [
      ...images('test', 'good', known.good, good),
      ...Object.entries(known.defects).flatMap(([defect, draw]) => images('test', defect, draw, defective)),
    ],
  };
}
