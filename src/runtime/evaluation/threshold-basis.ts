// What a threshold is found from, and the measured values of its images.
import type { Model } from '../../dsl/model/model.ts';
import type { TensorFlowBinding } from '../../engine/binding.ts';
import type { PixelValues, ScoreValues } from '../../metrics/figures/threshold-values.ts';
import type { ImageItem } from '../images/data-set.ts';
import type { Frame } from '../images/decode.ts';
import type { Session } from '../session/session.ts';

export interface ThresholdOptions {
  readonly binding: TensorFlowBinding;
  /** Of the finished model. */
  readonly session: Session;
  readonly model: Model;
  readonly frame: Frame;
  readonly holdout: readonly ImageItem[];
  readonly validation: readonly ImageItem[];
  readonly dataFolder: string;
  readonly progress: (done: number, total: number) => void;
}

/** The maps of some images, as the rules look at them. */
export interface ThresholdBasis {
  readonly pixels: PixelValues;
  readonly scores: ScoreValues;
  /** `21 normal images` */
  readonly what: string;
  /** Of these, the images that scores of normal images come from. */
  readonly normal: string;
}
