// Numbers from other libraries: test/fixtures/augmentations, written by its make.py.
import { readFileSync } from 'node:fs';
import type { Sample, Values } from '../../primitives/example.ts';

type Outside = 'reflect' | 'constant' | 'nearest';

interface Fixtures {
  /** Levels from 0 to 255, h x w x c. */
  readonly image: Values;
  readonly donor: Values;
  readonly pillow: Readonly<Record<'posterize' | 'solarize' | 'equalize' | 'autocontrast' | 'invert', Values>>;
  readonly filters: Readonly<Record<'blur' | 'sharpen', Values>>;
  readonly geometry: Readonly<Record<'rotate' | 'scale', Readonly<Record<Outside, Values>>>> &
    Readonly<Record<'stretch' | 'shrink', Values>>;
  readonly gamma: Readonly<Record<'0.6' | '2.2', Values>>;
  /** From 0 to 1. */
  readonly masks: Readonly<Record<'object' | 'relabel' | 'intensity' | 'logistic', Values>>;
  /** Of pixels: how many lie above a threshold, on average, and how much that varies. */
  readonly perlin: readonly { readonly threshold: number; readonly share: number; readonly deviation: number }[];
  readonly cloning: { readonly image: Values; readonly donor: Values; readonly cases: readonly Cloned[] };
}

/** `poisson`, `poisson_mixed`: the change in levels; the others are OpenCV's pictures. */
export type Cloned = Readonly<Record<'weight' | 'poisson' | 'poisson_mixed' | 'normal_clone' | 'mixed_clone', Values>>;

// The file is ours, and its form is that of the script beside it.
export const fixtures = JSON.parse(readFileSync('test/fixtures/augmentations/values.json', 'utf8')) as Fixtures;

/** A picture as it is fed: 1 x h x w x c. */
export function fedPicture({ shape, data }: Values): Sample {
  return { dtype: 'uint8', shape: [1, ...shape], data: Uint8Array.from(data) };
}

export const fixturePicture = fedPicture(fixtures.image);
