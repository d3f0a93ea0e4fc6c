// The folders that augmentation takes pictures from, in the program's order: textures, and known defects with their masks.
import { type GivenFolder, listGivenFolders } from '../../compiler/emit/shapes.ts';
import type { AugmentModel } from '../../dsl/model/model.ts';
import type { ImageItem, PictureFile } from '../images/data-set.ts';
import { type Frame, readPicture } from '../images/decode.ts';
import { defectDecoder, listDefects, masksOf } from './defects.ts';
import type { Survey } from './survey.ts';
import { listTextureFiles, textureFrame } from './textures.ts';

export interface GivenFiles {
  readonly shows: GivenFolder['shows'];
  readonly items: readonly ImageItem[];
  /** height x width x channels bytes, of the file of an item. */
  readonly decode: (file: PictureFile) => Promise<Uint8Array>;
}

/** `train`: the first of them says what scale cut-outs have. @throws OutsideError `data-missing`, `data-layout` */
export async function listGivenFiles(
  augment: AugmentModel,
  dataFolder: string,
  frame: Frame,
  train: readonly ImageItem[],
): Promise<readonly GivenFiles[]> {
  const known = new Map<string, Promise<readonly ImageItem[]>>();
  const defects = (folder: string) => {
    const found = known.get(folder) ?? listDefects(folder, dataFolder);
    known.set(folder, found);
    return found;
  };
  return Promise.all(
    listGivenFolders(augment).map(async ({ folder, shows }): Promise<GivenFiles> => {
      if (shows === 'textures') {
        const own = textureFrame(frame);
        const decode = (file: PictureFile) => readPicture(file, own).then(({ pixels }) => pixels);
        return { shows, items: listTextureFiles(folder, dataFolder), decode };
      }
      const items = await defects(folder);
      const decoded = defectDecoder(items, frame, train[0]);
      return shows === 'defects'
        ? { shows, items, decode: decoded.picture }
        : { shows, items: items.map(masksOf), decode: decoded.mask };
    }),
  );
}

/** How many pictures there are. */
export function countOf(given: readonly GivenFiles[]): number {
  return given.reduce((sum, { items }) => sum + items.length, 0);
}

/** What a survey found of the defects, in which the given folders begin at `start`. */
export function hashedDefects(given: readonly GivenFiles[], hashed: Survey['hashed'], start: number): Survey['hashed'] {
  let begin = start;
  return given.flatMap(({ shows, items }) => {
    const own = hashed.slice(begin, begin + items.length);
    begin += items.length;
    return shows === 'defects' ? own : [];
  });
}
