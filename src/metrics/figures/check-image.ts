// Refuses what would make metrics wrong without anybody noticing: sizes that differ, scores that are not
// numbers, a defect marked in a good image.
import { outside } from '../../diagnostics/outside-error.ts';
import { isIntegerMap } from '../pixels/levels.ts';
import { type AnomalyMap, GOOD, type ScoredImage } from '../types.ts';

/** Throws OutsideError with code map-size, mask-size or score-not-finite. */
export function checkImage(image: ScoredImage): void {
  const { width, height, anomalyMap, groundTruth } = image;
  const name = nameOf(image);
  const size = `${width} x ${height}`;
  if (width * height === 0 || anomalyMap.length !== width * height) {
    const found = `${name}: the anomaly map has ${anomalyMap.length} values, not ${size}.`;
    throw outside('map-size', { found });
  }
  if (groundTruth !== undefined && groundTruth !== 'missing' && groundTruth.length !== width * height) {
    const found = `${name}: the ground-truth mask has ${groundTruth.length} pixels, the anomaly map ${size}.`;
    throw outside('mask-size', { problem: found, advice: 'Save each map at the size of its ground-truth mask.' });
  }
  if (!Number.isFinite(image.score)) {
    const found = `${name}: the image score is ${image.score}.`;
    throw outside('score-not-finite', { found, what: 'Scores must be' });
  }
  const broken = indexOfNonFinite(anomalyMap);
  if (broken === undefined) return;
  const place = `row ${Math.floor(broken / width)}, column ${broken % width}`;
  const found = `${name}: the anomaly map is ${anomalyMap[broken]} at ${place}.`;
  throw outside('score-not-finite', { found, what: 'Anomaly maps must hold' });
}

/** Throws OutsideError with code good-with-defect. */
export function checkLabel(image: ScoredImage, defectPixels: number): void {
  if (image.defect !== GOOD || defectPixels === 0) return;
  throw outside('good-with-defect', { image: nameOf(image), kind: GOOD, pixels: defectPixels });
}

/** For messages. */
export function nameOf({ name, defect }: ScoredImage): string {
  return name ?? `an image of kind ${defect}`;
}

function indexOfNonFinite(map: AnomalyMap): number | undefined {
  if (isIntegerMap(map)) return undefined;
  for (let i = 0; i < map.length; i++) {
    const value = map[i] ?? 0;
    // Zero for every number but NaN and the infinities; quicker than Number.isFinite in this loop.
    if (value - value !== 0) return i;
  }
  return undefined;
}
