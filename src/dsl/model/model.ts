import { bug } from '../../diagnostics/outside-error.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { FlowReference, OperationCall, Origin, TensorKind } from '../../ops/core/call.ts';
import type { ThresholdSubset } from '../../ops/core/operation.ts';
import type { Adjustment, Value, WeightedCall } from '../../ops/core/value.ts';
import type { Region } from './region.ts';

export interface Model {
  readonly name: string;
  readonly doc: string | undefined;
  readonly parameters: readonly DeclaredParameter[];
  readonly data: DataSettings;
  readonly augment: AugmentModel;
  readonly networks: readonly NetworkModel[];
  readonly loss: readonly Term[];
  readonly train: TrainSettings;
  readonly evaluate: EvaluateSettings;
  /** Of the sections `data`, `train` and `evaluate`, with their origins; `effectiveSettings` gives all. */
  readonly settings: readonly Setting[];
}

/** What shapes depend on. */
export interface ModelParts extends Pick<Model, 'data' | 'augment' | 'networks'> {
  readonly train: Partial<Pick<TrainSettings, 'networks'>> &
    Pick<TrainSettings, 'normal' | 'synthetic' | 'steps' | 'seed' | 'initialDeviation' | 'accumulate'>;
}

export interface Setting {
  /** `train.batch`, `generator/e1/conv.kernel`. */
  readonly path: string;
  /** As the language writes it. */
  readonly value: string;
  readonly origin: SettingOrigin;
}

export type SettingOrigin = Origin | { readonly from: 'set' };

export interface DeclaredParameter {
  readonly name: string;
  readonly value: Value;
  readonly origin: SettingOrigin;
  readonly doc: string | undefined;
  readonly span: Span;
}

export interface DataSettings {
  /** Where the images come from; of several sources the first. */
  readonly source: OperationCall;
  /** All of several sources, each a category of its own; absent where there is one. */
  readonly sources?: readonly CategorySource[];
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** What black and white become. */
  readonly range: readonly [number, number];
  /** Share of the normal training images that is kept for thresholds. */
  readonly holdout: number;
  readonly fit: Fit;
  /** A folder with a mask of the object for each training image, where the file names one. */
  readonly foreground: string | undefined;
  /** The part of every image that is looked at; undefined: all of it. */
  readonly region: Region | undefined;
  /** `skip` leaves out images that cannot be read, and records them. */
  readonly onCorrupt: 'fail' | 'skip';
}

/** One of several sources, with the name of its category. */
export interface CategorySource {
  readonly category: string;
  readonly source: OperationCall;
}

export type Fit = 'resize' | 'letterbox' | 'crop';

/** Operations on tensors, each after those whose results it uses. */
export interface Flow {
  readonly nodes: readonly FlowNode[];
}

export interface FlowNode {
  readonly call: OperationCall;
  readonly result: TensorKind;
}

export interface AugmentModel {
  readonly flow: Flow;
  /** What is drawn for every sample; the image of the data set itself where the file says nothing. */
  readonly image: FlowReference;
  /** Undefined where the pipeline makes no synthetic anomalies. */
  readonly synthetic: FlowReference | undefined;
  readonly mask: FlowReference | undefined;
  /** Pictures of other training images that each sample needs. */
  readonly donors: number;
}

export interface NetworkModel {
  readonly name: string;
  readonly role: 'generator' | 'discriminator';
  readonly inputs: readonly NetworkInput[];
  readonly flow: Flow;
  /** Named values, in order; the last is the result. */
  readonly values: readonly NamedValue[];
  readonly result: string;
  readonly span: Span;
}

export interface NamedValue {
  readonly name: string;
  readonly reference: FlowReference;
}

export interface NetworkInput {
  readonly name: string;
  /**
   * An image of the sample or its mask, or a value of another network. A discriminator's are given by the loss, those of a
   * network that is only ever called by whoever calls it.
   */
  readonly source:
    | { readonly from: 'seen' | 'clean' | 'mask' }
    | { readonly from: 'network'; readonly network: string; readonly value: string }
    | { readonly from: 'loss' }
    | { readonly from: 'call' };
  readonly span: Span;
}

/** One line of the objective: the sum of its parts. */
export interface Term {
  readonly name: string;
  readonly parts: readonly WeightedCall[];
  /** Operations on tensors inside the line, such as a difference. */
  readonly flow: Flow;
  readonly span: Span;
}

export interface TrainSettings {
  readonly optimizer: OperationCall;
  /** How each network learns: the common settings, or its own. */
  readonly networks: readonly NetworkTraining[];
  /** How much of the running average of the weights stays at each step; 0 for no average. */
  readonly emaDecay: number;
  readonly normal: number;
  readonly synthetic: number;
  /** Batches in each update, whose gradients are averaged. */
  readonly accumulate: number;
  /** The rule by which weights are kept, on synthetic anomalies; undefined for the last ones. */
  readonly keep: OperationCall | undefined;
  readonly steps: number;
  readonly seed: number;
  /** Log the losses every so many steps. */
  readonly logEvery: number;
  /** Deviation of the normal start values of weights. */
  readonly initialDeviation: number;
}

export interface NetworkTraining {
  readonly network: string;
  readonly optimizer: OperationCall;
  /** What stays as it starts: `none` of it, `all` of it, or what the value of this name is made of. */
  readonly frozen: string;
  /** The phase in which it is frozen for the time; absent: never. */
  readonly rests?: OperationCall;
  /** Where its weights come from; undefined: they are drawn. */
  readonly start: OperationCall | undefined;
  /** In each step. */
  readonly updates: number;
  /** Limits of its gradients; 0 for none. */
  readonly clip: { readonly value: number; readonly norm: number };
}

export type Flip = 'horizontal' | 'vertical' | 'both';

/** A rule and the images that it looks at. */
export interface ThresholdRule {
  readonly call: OperationCall;
  /** Undefined where it looks at none. */
  readonly on: ThresholdSubset | undefined;
  /** Absent: what the rule finds is the threshold. */
  readonly adjustment?: Adjustment;
}

export interface EvaluateSettings {
  readonly map: { readonly network: string; readonly value: string };
  readonly score: OperationCall;
  /** Operations on tensors inside the score, such as a smoothing of the map; absent: none. */
  readonly scoreFlow?: Flow;
  readonly threshold: ThresholdRule;
  readonly imageThreshold: ThresholdRule;
  /** Flips whose maps are averaged in. */
  readonly flips: readonly Flip[];
  /** What is done to the predicted mask, in order; absent: nothing. */
  readonly cleanUp?: readonly OperationCall[];
  /** At which maps and ground truth are compared; undefined: the ground truth's own. */
  readonly resolution: { readonly height: number; readonly width: number } | undefined;
  readonly metrics: readonly OperationCall[];
}

/** What a value of a network refers to; undefined where the network has no such value. */
export function valueNamed({ values }: NetworkModel, name: string): FlowReference | undefined {
  return values.find((value) => value.name === name)?.reference;
}

/** How a network learns. */
export function trainingOf({ networks }: Pick<TrainSettings, 'networks'>, network: string): NetworkTraining {
  return networks.find((training) => training.network === network) ?? bug(`no training settings of ${network}`);
}
