// A finished model at work: one image in, its anomaly map and score out. Training, `evaluate` and
// `predict` all use it, one image at a time, so that they agree to the last bit.

import { inferenceNames } from '../compiler/inference-program.ts';
import { bug } from '../diagnostics/outside-error.ts';
import type { ImageItem } from './data/data-set.ts';
import { type Frame, readPicture } from './data/decode.ts';
import { mapAtImageSize } from './placement.ts';
import type { Session } from './session.ts';

export interface Prediction {
  readonly item: ImageItem;
  /** The map at the image's own size: 16-bit levels, 65535 is 1.0. */
  readonly levels: Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly score: number;
}

/** Images are read ahead while the network works. */
export async function* predictAll(
  session: Session,
  items: readonly ImageItem[],
  frame: Frame,
  ahead = 3,
): AsyncGenerator<Prediction> {
  const pending = items.slice(0, ahead).map((item) => settled(readPicture(item, frame)));
  for (const [i, item] of items.entries()) {
    const next = items[i + ahead];
    if (next) pending.push(settled(readPicture(next, frame)));
    const picture = await (pending.shift() ?? bug('nothing was read'));
    if (!picture.ok) throw picture.error;
    const { pixels, originalWidth: width, originalHeight: height } = picture.value;
    const { map, score } = predict(session, pixels, frame);
    yield { item, levels: mapAtImageSize(map, frame, { width, height }), width, height, score };
  }
}

function predict(
  session: Session,
  pixels: Uint8Array,
  { height, width, channels }: Frame,
): { readonly map: Float32Array; readonly score: number } {
  const feed = { dtype: 'uint8', shape: [1, height, width, channels], data: pixels } as const;
  const [map, score] = session.run({ [inferenceNames.image]: feed }, [inferenceNames.map, inferenceNames.score]);
  if (!(map?.data instanceof Float32Array) || score === undefined) return bug('the model gives no map');
  return { map: map.data, score: score.data[0] ?? bug('the model gives no score') };
}

type Settled<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

// A failure of an image that is read ahead is told when its turn comes.
function settled<T>(promise: Promise<T>): Promise<Settled<T>> {
  return promise.then(
    (value): Settled<T> => ({ ok: true, value }),
    (error: unknown): Settled<T> => ({ ok: false, error }),
  );
}
