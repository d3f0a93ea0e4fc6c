// The kind "weave": a texture that fills the picture, under one lamp from the upper left.

import { photograph, type Station, takeShot } from './camera.ts';
import { layCloth, paintCloth } from './cloth.ts';
import { bareSurface } from './painter.ts';
import type { Draw, SampleKind } from './picture.ts';
import { type SpoilCloth, weaveDefects } from './weave-defects.ts';

const station: Station = {
  exposure: 0.12,
  temperature: 0.04,
  slope: 0.2,
  azimuth: -0.36,
  sway: 0.04,
};

const draw =
  (spoil?: SpoilCloth): Draw =>
  (draws, side) => {
    const shot = takeShot(draws.fork('shot'), station);
    const cloth = layCloth(draws.fork('place'));
    const flaw = spoil?.(draws.fork('defect'), cloth);
    const surface = bareSurface(side);
    paintCloth(surface, flaw?.pulled ?? cloth, flaw?.faults ?? {}, draws.fork('yarn'));
    flaw?.paint(surface);
    return photograph(surface, shot, flaw !== undefined);
  };

/** Plain-woven cloth. */
export const weave: SampleKind = {
  good: draw(),
  defects: Object.fromEntries(Object.entries(weaveDefects).map(([name, spoil]) => [name, draw(spoil)])),
};
