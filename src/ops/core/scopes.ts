// What an operation may use while it adds its nodes. The compiler implements these; operations know
// nothing else of it.
import type { Code } from '../../diagnostics/catalogue.ts';
import type { MessageParameters } from '../../diagnostics/diagnostic.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import type { GraphNode, Tensor } from '../../graph/ir/tensor.ts';
import type { Variable } from '../../graph/ir/variable.ts';
import type { RandomState } from '../../graph/rules/random.ts';
import type { Distribution, FlowReference, Recipe, Scheduled } from './call.ts';

/** Start values of a weight. */
export type Initializer =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'ones' }
  | { readonly kind: 'normal'; readonly deviation: number }
  /** Normal with deviation sqrt(gain / fan-in): He et al. 2015 with gain 2. */
  | { readonly kind: 'fan-in'; readonly gain: number; readonly fanIn: number }
  /** Uniform within sqrt(6 / (fan-in + fan-out)): Glorot and Bengio 2010. */
  | { readonly kind: 'glorot'; readonly fanIn: number; readonly fanOut: number };

export interface Scope {
  readonly builder: GraphBuilder;
  /** Ends the emission with a diagnostic at the operation's place. */
  fail<C extends Code>(code: C, parameters: MessageParameters<C>, hint?: string): never;
}

/** Numbers that a network keeps without a gradient, such as the running mean of batch norm. */
export interface LayerState {
  /** As they were before the step. */
  readonly value: Tensor;
  /** What they become; only while training. The first pass of a network in a step decides. */
  assign(next: Tensor): void;
}

/** What a weight is in a file that the network starts from. */
export interface StoredPart {
  /** Behind the layer's name there: `weight`. */
  readonly part: string;
  /** For each axis of the weight which axis it is there; absent: the same. */
  readonly axes?: readonly number[];
}

export interface LayerScope extends Scope {
  /** True in the training graph; false in the graph that users run. */
  readonly training: boolean;
  /** True at the steps at which the network rests, and is to act as a finished one: bool scalar; undefined where it never does. */
  readonly resting?: Tensor | undefined;
  /** A weight of the network, trained. The same name is the same weight. */
  weight(name: string, shape: readonly number[], initializer: Initializer, stored?: StoredPart): Tensor;
  state(name: string, shape: readonly number[], initializer: Initializer, stored?: StoredPart): LayerState;
  /** The network's first input (n x h x w x c): how large the image and the batch are. */
  readonly like: Tensor;
  /** The category of each sample, n x categories: 1 for its own, 0 for the others. */
  category(): Tensor;
  /** Random numbers that differ from step to step. */
  random(name: string): RandomState;
  /** Another network on these tensors, one for each of its inputs: one of its values. */
  apply(network: string, value: string, inputs: readonly Tensor[]): Tensor;
  /** How a weight starts where the layer does not say: the pipeline's setting. */
  readonly initializer: Initializer;
}

/** An image with the mask of what was changed in it, and what it was before: h x w x c, h x w x 1, h x w x c; 0 to 1. */
export interface Anomaly {
  readonly image: Tensor;
  readonly mask: Tensor;
  readonly original: Tensor;
  /** How many patches have which shape, by the shape's number: int32 [shapes]. */
  readonly shapes: Tensor;
  /** How often it was drawn again: int32 scalar. */
  readonly redraws: Tensor;
  /** False where luck left it out, so that its mask is empty on purpose: bool scalar; absent where it is always there. */
  readonly meant?: Tensor;
}

/** A shape as it was drawn. */
export interface DrawnShape {
  /** h x w x 1, 0 to 1. */
  readonly mask: Tensor;
  /** Which one it is, for previews: 1 at its number, int32 [shapes]. */
  readonly counted: Tensor;
}

/** A part of an image of a size that is known, at a place that only the run knows. */
export interface Window {
  readonly height: number;
  readonly width: number;
  /** Its first row and column: int32 scalars. */
  readonly row: Tensor;
  readonly column: Tensor;
}

/** An image of which not all need be made. */
export interface ImageSource {
  /** A part is cut from the whole, which is no less work. */
  readonly isMade: boolean;
  whole(): Tensor;
  /** `window`: inside of it. */
  part(window: Window): Tensor;
}

/** What is drawn anew: a whole anomaly, one more patch of it, or a patch that did not lie where it should. */
export type Repetition = 'attempt' | 'patch' | 'trial';

export interface SampleScope extends Scope {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** One number; `name` tells the draws of an operation apart. */
  draw(name: string, distribution: Distribution): Tensor;
  /** The same, rounded to a whole number: int32. */
  drawWhole(name: string, distribution: Distribution): Tensor;
  /** Numbers from 0 to 1, evenly spread. */
  uniform(name: string, shape: readonly number[]): Tensor;
  normal(name: string, shape: readonly number[]): Tensor;
  /** True with the given chance (0 to 1). */
  chance(name: string, chance: number | Distribution): Tensor;
  /** A chance at this step of training. */
  level(chance: number | Distribution): number | Tensor;
  shape(recipe: Recipe): DrawnShape;
  /** Counts of shapes before any is drawn: int32 [shapes], zero. */
  noShapes(): Tensor;
  transform(recipe: Recipe, image: Tensor): Tensor;
  /** Inside `build` every draw depends on `index` (int32 scalar) too: the same operations, drawn anew. */
  repeated<T>(kind: Repetition, index: Tensor, build: () => T): T;
  /** Input number `index` once more, with all that leads to it but the sample's own image. */
  fresh(index: number): Tensor | Anomaly;
  /** Input number `index` to be made where it is asked for, as far as it is: the same draws as of the input that is handed over. */
  source(index: number): ImageSource;
  /** The inputs of a lazy operation, each emitted where it is asked for: in a branch. */
  readonly options: readonly (() => Tensor | Anomaly)[];
  /** What `build` draws stays when the anomaly is drawn again. */
  onceForAll<T>(build: () => T): T;
  /** A value that a setting names, such as a mask. */
  value(reference: FlowReference): Tensor;
  /** One picture of a folder of textures: h x w x c, 0 to 1. */
  texture(folder: string): Tensor;
  /** A known defect of a folder: a picture that shows it, h x w x c, and where in it, h x w x 1; 0 to 1. */
  defect(folder: string): { readonly picture: Tensor; readonly mask: Tensor };
}

export interface LossScope extends Scope {
  /** Black and white in the pipeline's images. */
  readonly imageRange: readonly [black: number, white: number];
  /** One of the inputs is the image of the data set, or what the networks see of it. */
  readonly comparesImage: boolean;
}

export interface AdversarialScope extends Scope {
  /** What the discriminator says of the real and the fake examples: n x h x w x 1, not squashed. */
  readonly real: Tensor;
  readonly fake: Tensor;
  /** The discriminator on a random mix of both, and the tensors that were mixed. */
  interpolated(): { readonly verdict: Tensor; readonly inputs: readonly Tensor[] };
}

export interface OptimizerScope extends Scope {
  /** The step as a float scalar, from 0. */
  readonly step: Tensor;
  readonly updates: readonly WeightUpdate[];
  /** A number or schedule as a float scalar for this step. */
  scheduled(value: Scheduled): Tensor;
  /** State of the optimiser for one weight, of its shape, zero at first. */
  slot(name: string, weight: Variable): Variable;
  /** Adds an update, after all reads of the step. */
  apply(op: string, inputs: readonly Tensor[], attributes?: GraphNode['attributes']): void;
}

export interface WeightUpdate {
  readonly weight: Variable;
  readonly value: Tensor;
  readonly gradient: Tensor;
}

export interface ScheduleScope extends Scope {
  /** The step as a float scalar, from 0. */
  readonly step: Tensor;
  /** Steps of the whole training. */
  readonly steps: number;
}

/** What a threshold rule looks at: values of pixels or scores of images, 0 to 1. All null where there are too few. */
export interface ThresholdValues {
  /** Under it lies this share (0 to 1) of the normal values; linear between two of them. */
  quantile(share: number): number | null;
  /** Of the normal values. */
  mean(): number | null;
  /** Their standard deviation, estimated with n - 1. */
  deviation(): number | null;
  /** The threshold with the highest F1, midway to the next value below; needs values of both kinds. */
  bestF1(): number | null;
  /** The median of that threshold of each damaged image; for scores the same as `bestF1`. */
  medianF1(): number | null;
}
