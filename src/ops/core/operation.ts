// The kinds of operations that the language offers, and the form of each: signature, documentation
// and emission. An operation is one file that calls one of the `define…` functions below, and one
// line in table.ts.

import type { Tensor } from '../../graph/ir/tensor.ts';
import type { TensorKind } from './call.ts';
import type { Extent } from './extent.ts';
import type { OperationKind } from './kinds.ts';
import type { ParameterTypes, Settings } from './parameter.ts';
import type { PlainMask } from './plain-mask.ts';
import type {
  AdversarialScope,
  Anomaly,
  ImageSource,
  LayerScope,
  LossScope,
  OptimizerScope,
  SampleScope,
  ScheduleScope,
  ThresholdValues,
  Window,
} from './scopes.ts';

/** Where the idea comes from: the paper, a named publication, or our choice. */
export type Provenance = string;

export interface Input {
  readonly name: string;
  readonly type: TensorKind | readonly TensorKind[];
  readonly doc: string;
  /** Takes any number of tensors; only the last input may. */
  readonly variadic?: boolean;
  /** May be left out, and is given by its name alone; behind all that may not. */
  readonly optional?: boolean;
}

interface Common<K extends OperationKind, P extends ParameterTypes> {
  readonly kind: K;
  readonly name: string;
  /** One or two sentences: what it does. */
  readonly doc: string;
  readonly provenance: Provenance;
  /** A line of a pipeline that uses it. */
  readonly example: string;
  readonly inputs: readonly Input[];
  readonly parameters: P;
  /** The old name, still accepted with a warning. */
  readonly formerName?: string;
}

/** Part of a network: tensors (n x h x w x c) in, one out. */
export interface Layer<P extends ParameterTypes = ParameterTypes> extends Common<'layer', P> {
  /** It takes the category of the sample, which the caller then gives. */
  readonly asksCategory?: true;
  /** The sign that stands for it between or before values. */
  readonly operator?: '+' | '-' | '*' | '/' | 'negate';
  /** Has weights or random numbers: only inside a network. */
  readonly stateful?: boolean;
  /** Samples of a batch see each other, and its gradient cannot be differentiated again. */
  readonly mixesSamples?: boolean;
  /** Between which numbers its result surely lies; absent: anywhere. */
  extent?(inputs: readonly Extent[], settings: Settings<P>): Extent;
  emit(scope: LayerScope, inputs: readonly Tensor[], settings: Settings<P>): Tensor;
}

/** Works on one sample (h x w x c, values 0 to 1) as it is drawn. */
export interface Augmentation<P extends ParameterTypes = ParameterTypes> extends Common<'augmentation', P> {
  /** `anomaly`: an image with its mask. */
  readonly result: 'image' | 'mask' | 'anomaly';
  /** The folder of textures that it shows, by the name of the setting. */
  readonly textureFolder?: string;
  /** What is seen gets elsewhere: what belongs to the same places must be moved alike. */
  readonly moves?: boolean;
  /** The folder of known defects that it shows, by the name of the setting. */
  readonly defectFolder?: string;
  /** It asks for its inputs by `option`, in the branch that needs them, and is handed none. */
  readonly lazy?: boolean;
  /** An anomaly that changes nothing does not come out of it. */
  readonly refusesNoOps?: true;
  emit(scope: SampleScope, inputs: readonly SampleInput[], settings: Settings<P>): Tensor | Anomaly;
  /** A window of what `emit` makes of one image, where that is less work; undefined where it is none. */
  emitPart?(scope: SampleScope, source: ImageSource, settings: Settings<P>, window: Window): Tensor | undefined;
}

/** What an augmentation works on: an image, or an image with its mask. */
export type SampleInput = Tensor | Anomaly;

/** Draws the mask (h x w x 1, values 0 to 1) of one synthetic anomaly. */
export interface ShapeOperation<P extends ParameterTypes = ParameterTypes> extends Common<'shape', P> {
  emit(scope: SampleScope, settings: Settings<P>): Tensor;
}

/** Compares tensors: one number for each sample (shape [n]), which the compiler averages. */
export interface Loss<P extends ParameterTypes = ParameterTypes> extends Common<'loss', P> {
  /** What is compared cannot be swapped: the second input says what the first should be. Absent: it can. */
  isDirected?(settings: Settings<P>): boolean;
  /** Both are shares, from 0 to 1. */
  readonly comparesShares?: true;
  emit(scope: LossScope, inputs: readonly Tensor[], settings: Settings<P>): Tensor;
}

/** Two networks against each other: an objective for the discriminator and one for what it judges. */
export interface AdversarialLoss<P extends ParameterTypes = ParameterTypes> extends Common<'adversarial', P> {
  /** It differentiates the discriminator's gradient: layers that mix samples are ruled out. */
  readonly secondDerivatives?: boolean;
  emit(scope: AdversarialScope, settings: Settings<P>): { readonly discriminator: Tensor; readonly generator: Tensor };
}

/** How weights follow gradients. */
export interface Optimizer<P extends ParameterTypes = ParameterTypes> extends Common<'optimizer', P> {
  emit(scope: OptimizerScope, settings: Settings<P>): void;
}

/** A number for each step of training. */
export interface Schedule<P extends ParameterTypes = ParameterTypes> extends Common<'schedule', P> {
  /** The least value and the largest of a whole training. */
  extent(settings: Settings<P>): readonly [low: number, high: number];
  emit(scope: ScheduleScope, settings: Settings<P>): Tensor;
}

/** Where the weights of a network start. The runtime reads them; see `runtime/training`. */
export interface Start<P extends ParameterTypes = ParameterTypes> extends Common<'start', P> {}

/** Which weights a training keeps. The runtime looks at them; see `runtime/training`. */
export interface Keep<P extends ParameterTypes = ParameterTypes> extends Common<'keep', P> {}

/** Where images come from. The runtime reads them; see `runtime/data`. */
export interface Source<P extends ParameterTypes = ParameterTypes> extends Common<'source', P> {}

/** One number for each image from its anomaly map (n x h x w x 1): shape [n]. */
export interface Score<P extends ParameterTypes = ParameterTypes> extends Common<'score', P> {
  emit(inputs: readonly Tensor[], settings: Settings<P>): Tensor;
}

/** The images that a threshold rule looks at: normal ones that were held out, synthetic anomalies on those, labelled ones. */
export type ThresholdSubset = 'holdout' | 'synthetic' | 'validation';

/** How the limit between normal and anomalous is found, for pixels or for images. */
export interface Threshold<P extends ParameterTypes = ParameterTypes> extends Common<'threshold', P> {
  /** What `on` may say, first what holds without it; none where it looks at no image. */
  readonly subsets: readonly ThresholdSubset[];
  /** It looks at normal pixels or at the scores of normal images alone, whatever else there is. */
  readonly normalOnly?: boolean;
  /** How many synthetic anomalies it looks at, `on synthetic`. */
  samples?(settings: Settings<P>): number;
  /** From 0 to 1, or beyond where nothing shall be anomalous; null where the values do not tell. */
  find(values: ThresholdValues, settings: Settings<P>): number | null;
}

/** What is done to a predicted mask: 0 and 1, at the size of its image. */
export interface Cleaning<P extends ParameterTypes = ParameterTypes> extends Common<'cleaning', P> {
  /** `scale`: pixels of the mask by pixel of the pipeline's image, which lengths are written in. */
  clean(mask: PlainMask, settings: Settings<P>, scale: number): PlainMask;
}

/** A figure of the evaluation, by its name in metrics.json. */
export interface Metric<P extends ParameterTypes = ParameterTypes> extends Common<'metric', P> {
  /** It looks at test labels to choose its threshold, and says so. */
  readonly looksAtTestLabels?: boolean;
  /** It is taken at the threshold that the run has found; the metric that stands for it while there is none yet. */
  readonly beforeThreshold?: string;
}

export type Operation =
  | Layer
  | Augmentation
  | ShapeOperation
  | Loss
  | AdversarialLoss
  | Optimizer
  | Schedule
  | Start
  | Keep
  | Source
  | Score
  | Threshold
  | Cleaning
  | Metric;

export type OperationOf<K extends OperationKind> = Extract<Operation, { readonly kind: K }>;

// The functions that operations are made with. They change nothing: they let TypeScript see that the
// emission fits the signature.
export const defineLayer = <const P extends ParameterTypes>(layer: Omit<Layer<P>, 'kind'>): Layer<P> => ({
  kind: 'layer',
  ...layer,
});
export const defineAugmentation = <const P extends ParameterTypes>(
  augmentation: Omit<Augmentation<P>, 'kind'>,
): Augmentation<P> => ({
  kind: 'augmentation',
  ...augmentation,
});
export const defineShape = <const P extends ParameterTypes>(
  shape: Omit<ShapeOperation<P>, 'kind' | 'inputs'>,
): ShapeOperation<P> => ({
  kind: 'shape',
  inputs: [],
  ...shape,
});
export const defineLoss = <const P extends ParameterTypes>(loss: Omit<Loss<P>, 'kind'>): Loss<P> => ({
  kind: 'loss',
  ...loss,
});
export const defineAdversarialLoss = <const P extends ParameterTypes>(
  loss: Omit<AdversarialLoss<P>, 'kind' | 'inputs'>,
): AdversarialLoss<P> => ({
  kind: 'adversarial',
  inputs: [],
  ...loss,
});
export const defineOptimizer = <const P extends ParameterTypes>(
  optimizer: Omit<Optimizer<P>, 'kind' | 'inputs'>,
): Optimizer<P> => ({
  kind: 'optimizer',
  inputs: [],
  ...optimizer,
});
export const defineSchedule = <const P extends ParameterTypes>(
  schedule: Omit<Schedule<P>, 'kind' | 'inputs'>,
): Schedule<P> => ({
  kind: 'schedule',
  inputs: [],
  ...schedule,
});
export const defineStart = <const P extends ParameterTypes>(start: Omit<Start<P>, 'kind' | 'inputs'>): Start<P> => ({
  kind: 'start',
  inputs: [],
  ...start,
});
export const defineKeep = <const P extends ParameterTypes>(keep: Omit<Keep<P>, 'kind' | 'inputs'>): Keep<P> => ({
  kind: 'keep',
  inputs: [],
  ...keep,
});
export const defineSource = <const P extends ParameterTypes>(
  source: Omit<Source<P>, 'kind' | 'inputs'>,
): Source<P> => ({
  kind: 'source',
  inputs: [],
  ...source,
});
export const defineScore = <const P extends ParameterTypes>(score: Omit<Score<P>, 'kind'>): Score<P> => ({
  kind: 'score',
  ...score,
});
export const defineThreshold = <const P extends ParameterTypes>(
  threshold: Omit<Threshold<P>, 'kind'>,
): Threshold<P> => ({
  kind: 'threshold',
  ...threshold,
});
export const defineCleaning = <const P extends ParameterTypes>(
  cleaning: Omit<Cleaning<P>, 'kind' | 'inputs'>,
): Cleaning<P> => ({
  kind: 'cleaning',
  inputs: [],
  ...cleaning,
});
export const defineMetric = <const P extends ParameterTypes>(
  metric: Omit<Metric<P>, 'kind' | 'inputs'>,
): Metric<P> => ({
  kind: 'metric',
  inputs: [],
  ...metric,
});
