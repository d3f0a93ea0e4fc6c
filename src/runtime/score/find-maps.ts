// Which maps a folder has, of which kind of defect each is, and which masks belong to it.
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { GOOD } from '../../metrics/types.ts';
import { isFolder } from '../folders/entries.ts';
import { type FoundFile, sortKey, walk } from '../folders/walk.ts';
import type { PictureFile } from '../images/data-set.ts';
import { allImages } from '../sources/glob.ts';
import { counted, pictureFile, stemOf } from '../sources/listing.ts';
import { matchMasks } from '../sources/match-masks.ts';
import { isMapName, mapFormats } from './map-files.ts';

export interface FoundMap {
  /** Below the folder of maps, with `/`. */
  readonly name: string;
  readonly file: string;
  /** The folder that it lies in; undefined directly in the folder of maps. */
  readonly kind: string | undefined;
  readonly masks: readonly PictureFile[];
}

const suffixes = ['', '_mask', '_gt', '_GT', '_label', '_seg', '-mask'];
const goodNames: ReadonlySet<string> = new Set([GOOD, 'ok', 'normal']);

/**
 * Sorted by name. A map without a mask is normal under `good/`; elsewhere only if `missingIsNormal`.
 * @throws OutsideError `maps-missing`, `masks-missing`, `mask-missing`
 */
export function findMaps(maps: string, masks: string, missingIsNormal: boolean): readonly FoundMap[] {
  for (const [folder, code, option] of [
    [maps, 'maps-missing', '--maps'],
    [masks, 'masks-missing', '--masks'],
  ] as const) {
    if (!isFolder(folder))
      throw outside(code, { problem: `there is no folder ${folder}`, advice: `name a folder with \`${option} DIR\`` });
  }
  const found = allMaps(maps);
  if (found.length === 0)
    throw outside('maps-missing', { problem: `there are no maps in ${maps}`, advice: `maps are ${mapFormats}` });
  const matched = masksOf(found, allImages(masks));
  const all = found.map(({ file, folders }): FoundMap => {
    const name = path.relative(maps, file).split(path.sep).join('/');
    const own = matched.get(file) ?? [];
    const folder = folders === '' ? undefined : path.posix.basename(folders);
    const isNormal = own.length === 0 && (missingIsNormal || isGood(folder));
    return {
      name,
      file,
      kind: isNormal || isGood(folder) ? GOOD : folder,
      masks: own.map((mask) => pictureFile(masks, mask)),
    };
  });
  refuseMissing(all, masks);
  return all;
}

function isGood(folder: string | undefined): boolean {
  return folder !== undefined && goodNames.has(folder.toLowerCase());
}

function refuseMissing(maps: readonly FoundMap[], masks: string): void {
  const missing = maps.filter(({ kind, masks: own }) => kind !== GOOD && own.length === 0);
  if (missing.length === 0) return;
  const names = missing.slice(0, 5).map(({ name }) => name);
  throw outside('mask-missing', {
    problem: `${counted(missing.length, 'map')} of ${maps.length} ${missing.length === 1 ? 'has' : 'have'} no mask in ${masks}: ${names.join(', ')}${missing.length > 5 ? ', …' : ''}`,
    advice:
      'a mask has the path of its map, or the same with `_mask`; maps of normal images lie under `good/`, or say `--missing-mask normal`',
  });
}

// A mask of one kind never goes with a map of the same name of another, nor any but those of good images with a good one.
function masksOf(maps: readonly FoundFile[], masks: readonly FoundFile[]): ReadonlyMap<string, readonly string[]> {
  const isInGood = (file: FoundFile) => isGood(kindFolder(file));
  const found = new Map([
    ...matchMasks(maps.filter(isInGood), masks.filter(isInGood), suffixes),
    ...matchMasks(
      maps.filter((map) => !isInGood(map)),
      masks,
      suffixes,
    ),
  ]);
  const folders = new Map(masks.map((mask) => [mask.file, mask.folders]));
  for (const map of maps) {
    const kind = kindFolder(map);
    const place = folders.get(found.get(map.file)?.[0] ?? '') ?? '';
    if (kind !== '' && place !== '' && !place.split('/').includes(kind)) found.delete(map.file);
  }
  return found;
}

/** The folder that it lies in; empty directly below the folder that was named. */
function kindFolder({ folders }: FoundFile): string {
  return path.posix.basename(folders);
}

function allMaps(base: string): readonly FoundFile[] {
  const key = ({ file, folders }: FoundFile) => sortKey(folders, stemOf(file));
  return walk(base, { wants: isMapName }).found.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
