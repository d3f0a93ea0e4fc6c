// The map of a large image, tile by tile. Its score is the highest of the tiles': an image is as anomalous as its most
// anomalous part.

import { setImmediate } from 'node:timers/promises';
import sharp from 'sharp';
import { convertChannels } from '../images/channels.ts';
import type { PictureFile } from '../images/data-set.ts';
import type { Frame } from '../images/decode.ts';
import { describing } from '../images/describe-failure.ts';
import { mapAtImageSize } from '../images/placement.ts';
import { type ImageMap, predict } from '../session/predictor.ts';
import type { Session } from '../session/session.ts';
import { type ImageRows, openRows } from './image-rows.ts';
import { cutTile, type Tile, TileBlender, type Tiling, tilesOf } from './tiles.ts';

export interface RequestedTiling {
  /** Side of a tile in pixels; undefined: that of the image that the pipeline sees. */
  readonly size: number | undefined;
  /** Share of the side that neighbours have in common, 0 to 0.9. */
  readonly overlap: number;
}

export function tilingOf({ size: asked, overlap }: RequestedTiling, frame: Frame): Tiling {
  const size = asked ?? Math.max(frame.width, frame.height);
  return { size, overlap: Math.min(size - 1, Math.round(size * overlap)) };
}

/** How the model sees an image: in which frame, and as one of which category (by its number), where it asks for that. */
export interface Seen {
  readonly frame: Frame;
  readonly category: number | undefined;
}

/** @throws OutsideError `image-corrupt`, `image-format`, `image-too-large` */
export async function predictTiles(
  session: Session,
  item: PictureFile,
  seen: Seen,
  tiling: Tiling,
  progress: (done: number, total: number) => void,
): Promise<ImageMap> {
  const image = await openRows(item);
  try {
    return await predictOpened(session, image, item.name, seen, tiling, progress);
  } finally {
    image.close();
  }
}

async function predictOpened(
  session: Session,
  image: ImageRows,
  name: string,
  { frame, category }: Seen,
  tiling: Tiling,
  progress: (done: number, total: number) => void,
): Promise<ImageMap> {
  const { width, height } = image;
  const { size } = tiling;
  const blender = new TileBlender(width, height, tiling);
  const tiles = tilesOf(width, height, tiling);
  // A tile is an image of its own: all of it is seen, and stretched where the pipeline's image is no square.
  const whole: Frame = { ...frame, fit: 'resize', region: undefined };
  let [score, done] = [Number.NEGATIVE_INFINITY, 0];
  for (const row of rowsOf(tiles)) {
    const top = row[0]?.top ?? 0;
    const band = await describing(name, () => image.read(top, size));
    for (const tile of row) {
      const pixels = await atFrameSize(cutTile(band, { left: tile.left, top: 0 }, size), size, frame);
      const found = predict(session, pixels, frame, category);
      blender.add(tile, mapAtImageSize(found.map, whole, { width: size, height: size }));
      score = Math.max(score, found.score);
      progress(++done, tiles.length);
      await setImmediate();
    }
  }
  return { levels: blender.finish(), width, height, score };
}

function rowsOf(tiles: readonly Tile[]): readonly (readonly Tile[])[] {
  const rows = new Map<number, Tile[]>();
  for (const tile of tiles) {
    const row = rows.get(tile.top) ?? [];
    row.push(tile);
    rows.set(tile.top, row);
  }
  return [...rows.values()];
}

// Colour to the frame's size and channels.
async function atFrameSize(tile: Uint8Array, size: number, { width, height, channels }: Frame): Promise<Uint8Array> {
  if (size === width && size === height) return convertChannels(tile, 3, channels);
  const resized = await sharp(tile, { raw: { width: size, height: size, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return convertChannels(resized, 3, channels);
}
