// The kind "gear": an object on a background, under one lamp from the upper left.

import { photograph, type Station, takeShot } from './camera.ts';
import { gearDefects, type SpoilGear } from './gear-defects.ts';
import { paintGear, paintTray, placeGear, shadowOf } from './gear-part.ts';
import { bareSurface, paint } from './painter.ts';
import type { Draw, SampleKind } from './picture.ts';
import { difference, intersection } from './shapes.ts';

const station: Station = {
  exposure: 0.16,
  temperature: 0.04,
  slope: 0.3,
  azimuth: -0.36,
  sway: 0.05,
};

const draw =
  (spoil?: SpoilGear): Draw =>
  (draws, side) => {
    const shot = takeShot(draws.fork('shot'), station);
    const gear = placeGear(draws.fork('place'));
    const flaw = spoil?.(draws.fork('defect'), gear);
    const body = flaw?.missing ? difference(gear.blank, flaw.missing) : gear.blank;
    const surface = bareSurface(side);
    paintTray(surface, shadowOf(body, shot.lamp), draws.fork('tray'));
    paintGear(surface, gear, body, draws.fork('finish'));
    if (flaw?.missing) {
      // What has broken off casts no shadow: that shows too.
      const lost = shadowOf(intersection(gear.blank, flaw.missing), shot.lamp);
      paint(surface, difference(lost, body), { defect: 0 });
    }
    flaw?.paint(surface);
    return photograph(surface, shot, flaw !== undefined);
  };

/** A machined gear on a tray. */
export const gear: SampleKind = {
  good: draw(),
  defects: Object.fromEntries(Object.entries(gearDefects).map(([name, spoil]) => [name, draw(spoil)])),
};
