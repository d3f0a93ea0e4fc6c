// Training takes long, and files lie open to everybody: before figures are written it is made sure that the data is still
// what the run began with, and each image that is measured is looked at once more as it is read.
import type { FileChange } from '../../diagnostics/failures/record.ts';
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import type { Model } from '../../dsl/model/model.ts';
import { inParallel } from '../files/in-parallel.ts';
import type { ImageItem, PictureFile } from '../images/data-set.ts';
import { type HashedItem, hashContent } from '../record/data-digest.ts';
import { changedSince } from '../record/data-list.ts';
import { openDataSet } from '../sources/open.ts';
import { foregroundItems, type PicturePlan, type Prepared, planPictures } from './prepare.ts';

interface Trained {
  readonly model: Model;
  readonly dataFolder: string;
  readonly prepared: Pick<Prepared, 'hashed' | 'skipped'>;
  /** Its folder. */
  readonly run: string;
}

/** `progress` may throw to stop. @throws OutsideError `data-changed-meanwhile` */
export async function refuseChangedData(
  { model, dataFolder, prepared, run }: Trained,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const listed = await list(model, dataFolder, run);
  const skipped = new Set(prepared.skipped.map(({ image }) => image));
  const drawn = new Set(listed.flatMap(({ item }) => (item.isDrawn ? [item.name] : [])));
  const files = listed.filter(({ item: { name } }) => !skipped.has(name) && !drawn.has(name));
  const now: HashedItem[] = [];
  await inParallel(files, async ({ item, parts }, i) => {
    const contents = await Promise.all(parts.map(async (part) => (await readNow(part))?.content ?? 'gone'));
    now[i] = { name: item.name, contents };
    progress(now.length, files.length);
  });
  const before = prepared.hashed.filter(({ name }) => !drawn.has(name));
  const changes = changedSince(before, now);
  if (changes.length > 0) throw outside('data-changed-meanwhile', { run, changes });
}

interface Listed {
  readonly item: ImageItem;
  /** What of it is hashed: training looks at an image alone, measuring at its masks, too. */
  readonly parts: readonly PictureFile[];
}

async function list(model: Model, dataFolder: string, run: string): Promise<readonly Listed[]> {
  try {
    const data = await openDataSet(model.data, dataFolder);
    return itemsOf(await planPictures(model, data, dataFolder, Number.POSITIVE_INFINITY));
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    throw outside('data-changed-meanwhile', { run, problem: error.message, changes: [] }, { cause: error });
  }
}

// As `preparePictures` hashes them.
function itemsOf({ data, split, foreground, textures }: PicturePlan): readonly Listed[] {
  const masks = foreground === undefined ? [] : foregroundItems(foreground, split.train);
  const shown = [...split.train, ...masks, ...textures.flatMap(({ items }) => items)];
  const looked = [...split.holdout, ...data.test, ...data.validation];
  return [
    ...shown.map((item) => ({ item, parts: [item] })),
    ...looked.map((item) => ({ item, parts: [item, ...item.masks] })),
  ];
}

async function readNow(file: PictureFile) {
  try {
    const bytes = await file.read();
    return { bytes, content: hashContent(bytes) };
  } catch {
    return undefined; // Gone, or no longer for us.
  }
}

/** The same images, which fail where they are no longer what was hashed. `run`: its folder. */
export function heldTo(items: readonly ImageItem[], hashed: readonly HashedItem[], run: string): readonly ImageItem[] {
  const known = new Map(hashed.map(({ name, contents }) => [name, contents]));
  return items.map((item) => {
    const contents = item.isDrawn ? undefined : known.get(item.name);
    if (contents === undefined) return item;
    const read = (file: PictureFile, part: number) => async () => {
      const now = await readNow(file);
      if (now !== undefined && now.content === contents[part]) return now.bytes;
      const change: FileChange['change'] = now === undefined ? 'missing' : 'changed';
      const [before = null, here = null] = [contents[part], now?.content];
      throw outside('data-changed-meanwhile', { run, changes: [{ file: file.name, change, before, now: here }] });
    };
    const masks = item.masks.map((mask, i): PictureFile => ({ name: mask.name, read: read(mask, i + 1) }));
    return { ...item, read: read(item, 0), masks };
  });
}
