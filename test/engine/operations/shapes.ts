// Cases of shapes.
import type { shapes } from '../../../src/ops/table.ts';
import type { SampleCase } from './case.ts';
import { noise, perlin } from './shapes/noisy.ts';
import { blob, ellipse, glow, shade } from './shapes/round.ts';
import { box, lines, polyline, rectangle, scar } from './shapes/straight.ts';

export const shapeCases: { readonly [K in keyof typeof shapes]: SampleCase } = {
  blob,
  box,
  ellipse,
  glow,
  lines,
  noise,
  perlin,
  polyline,
  rectangle,
  scar,
  shade,
};
