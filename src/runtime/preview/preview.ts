// Draws synthetic anomalies as training would draw them, and nothing else: no network, no weights.
import type { TrainingProgram } from '../../compiler/training-program.ts';
import type { Model } from '../../dsl/model.ts';
import type { BatchSource } from '../data/batch-source.ts';
import type { Fetched, Session } from '../session.ts';
import type { SheetPicture } from './contact-sheet.ts';

/** One synthetic anomaly. */
export interface Drawn {
  readonly image: SheetPicture;
  readonly synthetic: SheetPicture;
  readonly mask: SheetPicture;
  /** Path of the shape that was drawn last; undefined where the pipeline has none. */
  readonly shape: string | undefined;
  /** Share of the image that the mask marks, 0 to 1. */
  readonly area: number;
  /** How often it was drawn again because too little differed. */
  readonly redraws: number;
}

/** `count` anomalies, from the first batches of training, or from batch number `first` on. */
export async function drawAnomalies(
  session: Session,
  program: TrainingProgram,
  model: Model,
  batches: BatchSource,
  count: number,
  first = 0,
): Promise<readonly Drawn[]> {
  const { image, seen, mask, shapes, redraws } = program.fetches;
  const fetches = [image, seen, mask, ...(shapes && redraws ? [shapes, redraws] : [])];
  const drawn: Drawn[] = [];
  for (let step = first; drawn.length < count; step++) {
    const clock = { [program.feeds.step]: { dtype: 'int32', shape: [], data: Int32Array.of(step) } } as const;
    const results = session.run({ ...clock, ...(await batches.feeds(step)) }, fetches);
    for (let i = 0; i < model.train.synthetic && drawn.length < count; i++)
      drawn.push(sampleOf(results, i, program, model));
  }
  return drawn;
}

function sampleOf(
  [image, seen, mask, shapes, redraws]: readonly Fetched[],
  index: number,
  program: TrainingProgram,
  model: Model,
): Drawn {
  const { height, width, channels, range } = model.data;
  const [low, high] = range;
  const slot = model.train.normal + index;
  const picture = (fetched: Fetched | undefined, depth: number, from: number, to: number): SheetPicture => {
    const size = height * width * depth;
    const values = fetched?.data.subarray(slot * size, (slot + 1) * size) ?? [];
    return {
      width,
      height,
      channels: depth,
      data: Uint8Array.from(values, (value) =>
        Math.round((Math.min(to, Math.max(from, value)) - from) * (255 / (to - from))),
      ),
    };
  };
  const maskPicture = picture(mask, 1, 0, 1);
  const shape = shapes?.data[index];
  return {
    image: picture(image, channels, low, high),
    synthetic: picture(seen, channels, low, high),
    mask: maskPicture,
    shape: shape === undefined ? undefined : program.shapes[shape],
    area: maskPicture.data.reduce((sum, value) => sum + value, 0) / (255 * height * width),
    redraws: redraws?.data[index] ?? 0,
  };
}

/** `rectangle  2.3%  1 redraw`: what stands under an anomaly. */
export function captionOf({ shape, area, redraws }: Drawn): string {
  const name = shape?.split('/').at(-1) ?? 'anomaly';
  const again = redraws === 0 ? '' : `  ${redraws} redraw${redraws === 1 ? '' : 's'}`;
  return `${name}  ${(area * 100).toFixed(area < 0.01 ? 2 : 1)}%${again}`;
}
