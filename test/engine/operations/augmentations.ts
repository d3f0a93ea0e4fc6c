// Cases of augmentations.
import type { augmentations } from '../../../src/ops/table.ts';
import { autocontrast, equalize, gamma, invert, jitter, posterize, shadow, solarize } from './augmentations/colours.ts';
import { blur, gaussianNoise, saltNoise, sharpen } from './augmentations/filters.ts';
import { flip, permute, rotate, scale, shift, warp } from './augmentations/geometry.ts';
import { pasteDefect } from './augmentations/known-defects.ts';
import { object, relabel } from './augmentations/labels.ts';
import { paste, texture } from './augmentations/pasting.ts';
import { anyOf } from './augmentations/steps.ts';
import type { SampleCase } from './case.ts';

export const augmentationCases: { readonly [K in keyof typeof augmentations]: SampleCase } = {
  anyOf,
  autocontrast,
  blur,
  equalize,
  flip,
  gamma,
  gaussianNoise,
  invert,
  jitter,
  object,
  paste,
  pasteDefect,
  permute,
  posterize,
  relabel,
  rotate,
  saltNoise,
  scale,
  shadow,
  sharpen,
  shift,
  solarize,
  texture,
  warp,
};
