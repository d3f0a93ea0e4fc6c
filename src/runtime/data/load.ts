// Images at the pipeline's size, several at a time.
import { availableParallelism } from 'node:os';
import type { ImageItem } from './data-set.ts';
import { type Frame, readPicture } from './decode.ts';

/** All pixels one after the other: count x height x width x channels. */
export async function loadPixels(
  items: readonly ImageItem[],
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

/** Works on all items, as many at once as there are processors; stops at the first failure. */
export async function inParallel<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
  limit = availableParallelism() + 1,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) {
      const item = items[i];
      if (item !== undefined) await work(item, i);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}
