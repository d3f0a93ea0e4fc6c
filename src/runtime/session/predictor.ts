// A finished model at work: one image in, its anomaly map and score out. Training, `evaluate` and
// `predict` all use it, one image at a time, so that they agree to the last bit.
import { inferenceNames } from '../../compiler/inference-program.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import { readAhead } from '../files/read-ahead.ts';
import type { ImageItem } from '../images/data-set.ts';
import { type Frame, type Picture, readPicture } from '../images/decode.ts';
import { mapAtImageSize } from '../images/placement.ts';
import type { Feed, Session } from './session.ts';

/** The map of an image at the image's own size: 16-bit levels, 65535 is 1.0. */
export interface ImageMap {
  readonly levels: Uint16Array;
  readonly width: number;
  readonly height: number;
  readonly score: number;
}

export interface Prediction extends ImageMap {
  readonly item: ImageItem;
}

/** The number of an image's category; undefined where the model does not ask for one. */
export type CategoryOf = (item: ImageItem) => number | undefined;

/** Images are read ahead while the network works. The first that cannot be read ends it. */
export async function* predictAll(
  session: Session,
  items: readonly ImageItem[],
  frame: Frame,
  categoryOf: CategoryOf,
): AsyncGenerator<Prediction> {
  for await (const { item, read } of readAhead(items, (next) => readPicture(next, frame))) {
    if (!read.ok) throw read.error;
    yield { item, ...predictPicture(session, read.value, frame, categoryOf(item)) };
  }
}

export function predictPicture(
  session: Session,
  picture: Picture,
  frame: Frame,
  category: number | undefined,
): ImageMap {
  const { pixels, originalWidth: width, originalHeight: height } = picture;
  const { map, score } = predict(session, pixels, frame, category);
  return { levels: mapAtImageSize(map, frame, { width, height }), width, height, score };
}

export interface MapAndScore {
  /** Height x width of the frame, 0 to 1. */
  readonly map: Float32Array;
  readonly score: number;
}

/** `pixels`: height x width x channels of the frame; `category`: its number, where the model asks for it. */
export function predict(
  session: Session,
  pixels: Uint8Array,
  { height, width, channels }: Frame,
  category: number | undefined,
): MapAndScore {
  const feeds: Record<string, Feed> = {
    [inferenceNames.image]: { dtype: 'uint8', shape: [1, height, width, channels], data: pixels },
  };
  if (category !== undefined)
    feeds[inferenceNames.category] = { dtype: 'int32', shape: [1], data: Int32Array.of(category) };
  const [map, score] = session.run(feeds, [inferenceNames.map, inferenceNames.score]);
  if (!(map?.data instanceof Float32Array) || score === undefined) return bug('the model gives no map');
  return { map: map.data, score: score.data[0] ?? bug('the model gives no score') };
}
