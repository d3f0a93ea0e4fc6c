// A figure of a model in training, on held-out normal images: each beside what `augment` makes of it, drawn from a stream of
// its own, so that every measurement looks at the same images. The masks that were drawn are the ground truth.

import { setImmediate } from 'node:timers/promises';
import { outside } from '../../diagnostics/outside-error.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { TensorFlowBinding } from '../../engine/binding.ts';
import { figureNamed } from '../../metrics/figure-named.ts';
import { MetricsAccumulator } from '../../metrics/metrics.ts';
import { GOOD } from '../../metrics/types.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import { decodedPictures } from '../feed/decoded-pictures.ts';
import { type Drawing, drawSamples, inStream, openDrawing } from '../feed/draw-anomalies.ts';
import type { ImageItem } from '../images/data-set.ts';
import type { Frame } from '../images/decode.ts';
import { quantize } from '../images/placement.ts';
import { fprLimitOf } from '../report/report-figures.ts';
import { predict } from '../session/predictor.ts';
import { openGraph, type Session } from '../session/session.ts';
import { markedIn } from './synthetic-values.ts';

export interface ValidationOptions {
  readonly binding: TensorFlowBinding;
  readonly model: Model;
  readonly frame: Frame;
  readonly holdout: readonly ImageItem[];
  readonly dataFolder: string;
  readonly metric: OperationCall;
  /** Synthetic anomalies. */
  readonly samples: number;
}

export interface Validation {
  /** Null where the figure is not defined, or the maps hold what is no number. `progress`: of images; it may throw to stop. */
  measure(session: Session, progress: (done: number, total: number) => void): Promise<number | null>;
  dispose(): void;
}

/** @throws OutsideError `holdout-empty`, `data-missing`, `foreground-missing` */
export async function openValidation(options: ValidationOptions): Promise<Validation> {
  const { binding, frame, holdout, dataFolder, samples } = options;
  const { data, train } = options.model;
  // Where all of them cannot be read and are left out.
  if (holdout.length === 0) throw outside('holdout-empty', { share: data.holdout, count: 0 });
  const model = inStream(options.model, 'keep');
  const pictures = await decodedPictures(model, frame, holdout, dataFolder);
  const batches = Math.ceil(samples / train.synthetic);
  const open = (graph: Uint8Array) => openGraph(binding, graph);
  // As the last step draws them, where `augment` follows schedules.
  const drawing = openDrawing({ open, model, pictures, batches, from: 'after training' });
  return {
    measure: (session, progress) => measure(options, drawing, session, progress),
    dispose: () => drawing.session.dispose(),
  };
}

async function measure(
  { frame: { width, height }, frame, metric, samples }: ValidationOptions,
  drawing: Drawing,
  session: Session,
  progress: (done: number, total: number) => void,
): Promise<number | null> {
  const accumulator = new MetricsAccumulator({ fprLimit: fprLimitOf(metric) });
  let done = 0;
  const add = (pixels: Uint8Array, mask: Uint8Array | undefined, category: number | undefined): boolean => {
    const { map, score } = predict(session, pixels, frame, category);
    if (!Number.isFinite(score) || !map.every(Number.isFinite)) return false;
    // What cannot be told from its image, as `relabel` says, is none.
    const isAnomalous = mask?.includes(1) === true;
    accumulator.add({
      defect: isAnomalous ? 'synthetic' : GOOD,
      width,
      height,
      anomalyMap: Uint16Array.from(map, quantize),
      groundTruth: isAnomalous ? mask : undefined,
      score,
    });
    progress(++done, 2 * samples);
    return true;
  };
  for await (const { image, synthetic, mask, category } of drawSamples(drawing, samples)) {
    const isSound = add(image.data, undefined, category) && add(synthetic.data, markedIn(mask.data), category);
    if (!isSound) return null;
    // A call of TensorFlow blocks: what asks for a stop is heard here.
    await setImmediate();
  }
  return figureNamed(accumulator.metrics(), metric.name);
}
