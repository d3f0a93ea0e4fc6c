// The limits between normal and anomalous, found on normal images that were held out of training.
import { bug } from '../diagnostics/outside-error.ts';
import type { Model } from '../dsl/model.ts';
import { addLevels, emptyLevels, levelQuantile, quantile } from '../metrics/quantile.ts';
import type { OperationCall } from '../ops/call.ts';
import { showCall } from '../ops/parameter.ts';
import type { ImageItem } from './data/data-set.ts';
import type { Frame } from './data/decode.ts';
import { predictAll } from './predictor.ts';
import type { Session } from './session.ts';

export interface Thresholds {
  /** Of pixels, 0 to 1; null without held-out images. */
  readonly pixel: number | null;
  readonly pixelFrom: string | null;
  readonly image: number | null;
  readonly imageFrom: string | null;
}

export async function findThresholds(
  session: Session,
  holdout: readonly ImageItem[],
  model: Model,
  frame: Frame,
  progress: (done: number) => void,
): Promise<Thresholds> {
  const { threshold, imageThreshold, thresholdSubset } = model.evaluate;
  if (holdout.length === 0) return { pixel: null, pixelFrom: null, image: null, imageFrom: null };
  const counts = emptyLevels();
  const scores: number[] = [];
  for await (const { levels, score } of predictAll(session, holdout, frame)) {
    addLevels(counts, levels);
    scores.push(score);
    progress(scores.length);
  }
  const from = (call: OperationCall) => `${showCall(call)} on ${thresholdSubset} (${holdout.length} normal images)`;
  return {
    pixel: levelQuantile(counts, shareOf(threshold)),
    pixelFrom: from(threshold),
    image: imageThreshold ? quantile(scores, shareOf(imageThreshold)) : null,
    imageFrom: imageThreshold ? from(imageThreshold) : null,
  };
}

function shareOf({ operation, parameters }: OperationCall): number {
  const { share } = parameters;
  return typeof share === 'number' ? share : bug(`no rule for ${operation.name}`);
}
