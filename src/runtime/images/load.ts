// Images at the pipeline's size in memory, several at a time: for those who need a few, without the checks of a run.

import { inParallel } from '../files/in-parallel.ts';
import type { PictureFile } from './data-set.ts';
import { type Frame, readPicture } from './decode.ts';

/** All pixels one after the other: count x height x width x channels. @throws OutsideError `image-corrupt` */
export async function loadPixels(
  items: readonly PictureFile[],
  frame: Frame,
  progress: (done: number) => void,
): Promise<Uint8Array> {
  const length = frame.width * frame.height * frame.channels;
  const all = new Uint8Array(items.length * length);
  let done = 0;
  await inParallel(items, async (item, i) => {
    const { pixels } = await readPicture(item, frame);
    all.set(pixels, i * length);
    progress(++done);
  });
  return all;
}
