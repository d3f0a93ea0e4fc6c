// Folders of textures, and masks of the object, which augmentation takes its pictures from.
import path from 'node:path';
import { homeSignInPipeline } from '../../diagnostics/home-sign.ts';
import { outside } from '../../diagnostics/outside-error.ts';
import type { ImageItem, PictureFile } from '../images/data-set.ts';
import type { Frame } from '../images/decode.ts';
import { maskAtFrame } from '../images/placement.ts';
import { readMask } from '../masks/ground-truth.ts';
import { allImages } from '../sources/glob.ts';
import { describeFolder, imageItem, isFolder, pictureFile } from '../sources/listing.ts';
import { matchMasks } from '../sources/match-masks.ts';
import { type CategoryGroup, groupedByCategory } from './category-groups.ts';

/** Textures keep their proportions: what does not fit is cut off. */
export function textureFrame(frame: Frame): Frame {
  return { ...frame, fit: 'crop', region: undefined };
}

/** @throws OutsideError `data-missing` */
export function listTextureFiles(folder: string, dataFolder: string): readonly ImageItem[] {
  const root = path.resolve(dataFolder, folder);
  const found = allImages(root).map(({ file }) => imageItem({ root: path.dirname(root), file, defect: 'good' }));
  if (found.length > 0) return found;
  throw outside('data-missing', {
    problem: isFolder(root)
      ? `there are no images in ${root}, which holds ${describeFolder(root)}`
      : `there is no folder ${root}`,
    advice: homeSignInPipeline(folder) ?? 'a folder of textures lies below `--data`, or is an absolute path',
  });
}

/** The mask of each image's object, by the image's path below its set or by its name. @throws OutsideError `foreground-missing` */
export function listForegrounds(
  folder: string,
  dataFolder: string,
  items: readonly ImageItem[],
): readonly PictureFile[] {
  const root = path.resolve(dataFolder, folder);
  const matched = new Map(groupedByCategory(items).flatMap((group) => [...matchForegrounds(root, group)]));
  const missing = items.filter(({ name }) => !matched.has(name));
  if (missing.length > 0) {
    throw outside('foreground-missing', {
      missing: missing.map(({ name }) => name),
      of: items.length,
      root,
      advice: homeSignInPipeline(folder),
    });
  }
  return items.map(({ name }) => pictureFile(path.dirname(root), matched.get(name) ?? ''));
}

// Of several sources each has a folder of its own there, or all have unique names.
function matchForegrounds(root: string, { category, items }: CategoryGroup): ReadonlyMap<string, string> {
  const own = path.join(root, category ?? '');
  const isOwn = category !== undefined && isFolder(own);
  const nameOf = ({ name }: ImageItem) => (isOwn ? name.slice(category.length + 1) : name);
  const images = items.map((item) => ({
    file: nameOf(item),
    base: '',
    folders: path.posix.dirname(nameOf(item)).replace(/^\.$/, ''),
  }));
  const found = matchMasks(images, allImages(isOwn ? own : root), ['', '_mask', '_foreground', '_fg']);
  return new Map(
    items.flatMap((item) => {
      const mask = found.get(nameOf(item))?.[0];
      return mask === undefined ? [] : [[item.name, mask] as const];
    }),
  );
}

/** A mask at the pipeline's size: 255 or 0, by nearest. */
export async function readMaskAtFrame(file: PictureFile, frame: Frame): Promise<Uint8Array> {
  const { data, width, height } = await readMask(file);
  return maskAtFrame(data, { width, height }, frame);
}
