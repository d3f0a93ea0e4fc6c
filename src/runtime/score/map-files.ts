// Which files are anomaly maps, and what lies beside them and is none.
import path from 'node:path';
import { leftOutNote } from '../folders/left-out.ts';
import { walk } from '../folders/walk.ts';

const mapEndings: ReadonlySet<string> = new Set(['.png', '.npy', '.tif', '.tiff']);

/** For messages. */
export const mapFormats =
  'grey PNG or TIFF of 8 or 16 bits, TIFF of 32- or 64-bit floats, or .npy of float32 or float64, height x width';

export function isMapName(name: string): boolean {
  return mapEndings.has(path.extname(name).toLowerCase());
}

/** What lies below the folder and is taken for no map, in a line; undefined where nothing is missed. */
export function mapsLeftOut(maps: string): string | undefined {
  return leftOutNote(walk(maps, { wants: isMapName }).leftOut, isMapName);
}
