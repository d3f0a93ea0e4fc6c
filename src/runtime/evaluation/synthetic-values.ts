// Values for thresholds from synthetic anomalies: drawn as in training, but on normal images that were held out, and
// with draws that training does not reach. Each is looked at beside its normal image.
import { PixelValues, ScoreValues } from '../../metrics/figures/threshold-values.ts';
import { decodedPictures } from '../feed/decoded-pictures.ts';
import { drawSamples, openDrawing } from '../feed/draw-anomalies.ts';
import { quantize } from '../images/placement.ts';
import { type MapAndScore, predict } from '../session/predictor.ts';
import { openGraph } from '../session/session.ts';
import { counted } from '../sources/listing.ts';
import type { ThresholdBasis, ThresholdOptions } from './threshold-basis.ts';

/** Which pixels of a drawn mask count as anomalous: 1, others 0. */
export function markedIn(mask: Uint8Array): Uint8Array {
  return mask.map((value) => (value >= 128 ? 1 : 0));
}

/** `progress`: images looked at, two for each sample. */
export async function measureSynthetic(
  options: ThresholdOptions,
  samples: number,
  progress: (done: number) => void,
): Promise<ThresholdBasis> {
  const { binding, session, model, frame, holdout } = options;
  const pixels = new PixelValues();
  const scores = new ScoreValues();
  const normal = counted(holdout.length, 'normal image');
  const what = `${samples} synthetic ${samples === 1 ? 'anomaly' : 'anomalies'} on ${normal}`;
  if (holdout.length === 0) return { pixels, scores, what, normal };
  const pictures = await decodedPictures(model, frame, holdout, options.dataFolder);
  const batches = Math.ceil(samples / model.train.synthetic);
  const open = (graph: Uint8Array) => openGraph(binding, graph);
  const drawing = openDrawing({ open, model, pictures, batches, from: 'after training' });
  let done = 0;
  for await (const { image, synthetic, mask, category } of drawSamples(drawing, samples)) {
    add(predict(session, image.data, frame, category), undefined);
    add(predict(session, synthetic.data, frame, category), mask.data);
    done += 2;
    progress(done);
  }
  drawing.session.dispose();
  return { pixels, scores, what, normal };

  function add({ map, score }: MapAndScore, mask: Uint8Array | undefined): void {
    pixels.add(Uint16Array.from(map, quantize), mask && markedIn(mask));
    // Luck can leave the anomaly out: then its image is a normal one.
    scores.add(score, mask?.some((value) => value > 0) ?? false);
  }
}
