// What the contract test knows of an operation: uses of it, and an oracle that says what must come out. One case for
// each entry of the table (src/ops/table.ts); the tables of cases are mapped types, so that leaving one out is an error.
import type { Code } from '../../../src/diagnostics/catalogue.ts';
import type { AdversarialLoss, Layer, Loss, Optimizer, Schedule, Score } from '../../../src/ops/core/operation.ts';
import type { ParameterTypes, Settings } from '../../../src/ops/core/parameter.ts';
import type { Sample, Tf, TfTensor, Values } from '../primitives/example.ts';
import type { OptimizerRun } from './fixtures.ts';

export type Given = Readonly<Record<string, unknown>>;

/** What an oracle gets. Weights and state go by their names in the operation. */
export interface At<T, S = Given> {
  /** The first and the second input. */
  readonly x: T;
  readonly other: T;
  readonly inputs: readonly T[];
  weight(name: string): T;
  state(name: string): T;
  readonly settings: S;
  readonly training: boolean;
  /** The first input stands before a sigmoid. */
  readonly throughSigmoid: boolean;
}

/**
 * Where the expected values come from: eager tfjs (then its gradient is compared too, unless `tfjsGradient` says why
 * not), a formula in TypeScript that shares nothing with ours, or numbers in the examples themselves.
 */
export type Oracle<S> =
  | {
      tfjs(tf: Tf, at: At<TfTensor, S>): TfTensor;
      /** Why the gradient of tfjs is no oracle. */
      readonly tfjsGradient?: string;
    }
  | { formula(at: At<Values, S>): Values }
  | { readonly fixtures: true };

export interface OperationExample<S> {
  readonly title?: string;
  /** Those without a default, and those that differ from it. */
  readonly settings?: Partial<S>;
  readonly inputs: readonly Sample[];
  /** From elsewhere: instead of the oracle's values. */
  readonly expected?: Values;
  /** Why the gradient of tfjs is no oracle here. */
  readonly tfjsGradient?: string;
  /** Weights and state by name; those that are not given are drawn. */
  readonly weights?: Readonly<Record<string, Sample>>;
  /** Allowed difference of values, as a share of 1 + |expected|; default 1e-5. */
  readonly tolerance?: number;
  /** Allowed difference of derivatives along a direction, as a share of 1 + their size; default 2e-3. */
  readonly slopeTolerance?: number;
  /** Why finite differences say nothing of the derivatives. */
  readonly noSlopes?: string;
  /** Inputs whose gradients are checked; default: all. */
  readonly wrt?: readonly number[];
  /** The first input is what stands before a sigmoid: the operation gets the map, the oracle the logits. */
  readonly throughSigmoid?: boolean;
}

/** What does not fit, and the code that says so. Shapes: n x h x w x c. */
export interface Misfit<S> {
  readonly inputs: readonly (readonly number[])[];
  readonly settings?: Partial<S>;
  readonly code: Code;
}

interface Form<S> {
  /** In words, for the table of oracles: `tfjs conv2d`, `PyTorch 2.13 (fixture)`. */
  readonly oracle: string;
  readonly examples: readonly OperationExample<S>[];
  readonly misfits?: readonly Misfit<S>[];
  /** Why it has no derivative at all, or no second one. */
  readonly noGradient?: string;
  readonly onlyOnce?: string;
  /** Why values far from the examples (zeros, ones, constants) may give NaN or infinity. */
  readonly noEdges?: string;
}

interface LayerForm<S> extends Form<S> {
  /** It draws random numbers while training: then the oracle speaks of inference only. */
  readonly drawn?: boolean;
  /** What training makes of its state, by name; from the same oracle. */
  nextState?(tf: Tf, at: At<TfTensor, S>): Readonly<Record<string, TfTensor>>;
}

export type LayerCase = LayerForm<Given> & Oracle<Given> & { readonly operation: Layer };
export type LossCase = Form<Given> & Oracle<Given> & { readonly operation: Loss };
export type ScoreCase = Form<Given> & Oracle<Given> & { readonly operation: Score };

// Each lets TypeScript see that examples and oracle fit the signature, and fills in the defaults.
export function layerCase<P extends ParameterTypes>(
  operation: Layer<P>,
  given: LayerForm<Settings<P>> & Oracle<Settings<P>>,
): LayerCase {
  return { ...erased(operation.parameters, given), operation };
}

export function lossCase<P extends ParameterTypes>(
  operation: Loss<P>,
  given: Form<Settings<P>> & Oracle<Settings<P>>,
): LossCase {
  return { ...erased(operation.parameters, given), operation };
}

export function scoreCase<P extends ParameterTypes>(
  operation: Score<P>,
  given: Form<Settings<P>> & Oracle<Settings<P>>,
): ScoreCase {
  return { ...erased(operation.parameters, given), operation };
}

/** What the oracle of an adversarial loss gets: verdicts, and the slopes of the verdict on a mix of both examples. */
export interface Verdicts<S> {
  readonly real: TfTensor;
  readonly fake: TfTensor;
  slopes(): readonly TfTensor[];
  readonly settings: S;
}

interface AdversarialForm<S> {
  readonly oracle: string;
  readonly examples: readonly Partial<S>[];
  tfjs(tf: Tf, at: Verdicts<S>): { readonly discriminator: TfTensor; readonly generator: TfTensor };
}

export type AdversarialCase = AdversarialForm<Given> & { readonly operation: AdversarialLoss };

export function adversarialCase<P extends ParameterTypes>(
  operation: AdversarialLoss<P>,
  given: AdversarialForm<Settings<P>>,
): AdversarialCase {
  // Which network and which examples are judged, the test decides.
  const { discriminator: _, real: __, fake: ___, ...own } = operation.parameters;
  const examples = given.examples.map((settings) => filledSettings(own, settings));
  return { ...given, examples, operation } as unknown as AdversarialCase;
}

/** A schedule over 20 steps. */
interface ScheduleForm<S> {
  readonly oracle: string;
  readonly examples: readonly { readonly settings: Partial<S>; readonly expected: readonly number[] }[];
  /** Settings that do not fit together. */
  readonly misfits?: readonly Partial<S>[];
}

export type ScheduleCase = ScheduleForm<Given> & { readonly operation: Schedule };

export function scheduleCase<P extends ParameterTypes>(
  operation: Schedule<P>,
  { oracle, examples, misfits = [] }: ScheduleForm<Settings<P>>,
): ScheduleCase {
  const fill = (settings: Given) => filledSettings(operation.parameters, settings);
  const filled = examples.map(({ settings, expected }) => ({ settings: fill(settings), expected }));
  return { oracle, examples: filled, misfits: misfits.map(fill), operation };
}

/** Twenty updates of two weights, from a start to an end that another implementation found. */
interface OptimizerForm<S> {
  readonly oracle: string;
  readonly examples: readonly { readonly settings: Partial<S>; readonly expected: OptimizerRun }[];
}

export type OptimizerCase = OptimizerForm<Given> & { readonly operation: Optimizer };

export function optimizerCase<P extends ParameterTypes>(
  operation: Optimizer<P>,
  { oracle, examples }: OptimizerForm<Settings<P>>,
): OptimizerCase {
  const filled = examples.map(({ settings, expected }) => ({
    settings: filledSettings(operation.parameters, settings),
    expected,
  }));
  return { oracle, examples: filled, operation };
}

/** Settings as an emission gets them: those that are given, and the defaults of the rest. */
function filledSettings(parameters: ParameterTypes, given: Given | undefined): Given {
  const entries = Object.entries(parameters).map(([name, type]) => {
    const value = given !== undefined && name in given ? given[name] : type.default;
    if (value === undefined) throw new Error(`the example misses the setting ${name}`);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

// The settings have been filled from the parameters themselves, so that the oracle gets what its type says.
function erased<S, F extends Form<S> & Oracle<S>>(
  parameters: ParameterTypes,
  given: F,
): LayerForm<Given> & Oracle<Given> {
  const filled = <T extends { readonly settings?: Partial<S> }>(item: T) => ({
    ...item,
    settings: filledSettings(parameters, item.settings),
  });
  return {
    ...given,
    examples: given.examples.map(filled),
    misfits: given.misfits?.map(filled) ?? [],
  } as unknown as LayerForm<Given> & Oracle<Given>;
}

/** What an augmentation, or a shape inside of one, draws, in a pipeline of a few lines. */
export interface SampleCase {
  /** In words, for the table of oracles. */
  readonly oracle: string;
  readonly examples: readonly SampleExample[];
  /** What the sides of a picture must divide by; default 1. */
  readonly divisor?: number;
}

export interface SampleExample {
  readonly title: string;
  /** What the lines need of other files: `use "std:…" { … }`. */
  readonly use?: string;
  /** Lines of `augment`. Without `synthetic, mask = …` the samples are normal ones. */
  readonly augment: string;
  /** Fed pictures, uint8 n x h x w x c; default: eight of 24 x 20 x 3, noise. One sample is drawn of each. */
  readonly pictures?: Sample;
  /** Other pictures where `augment` asks for them, uint8; default: noise. n x donors x h x w x c. */
  readonly donors?: Sample;
  /** n x folders x h x w x c. */
  readonly textures?: Sample;
  /** n x h x w x 1: makes `foreground` known to `augment`. */
  readonly foreground?: Sample;
  /** How many steps are drawn, from 0; default 2. */
  readonly steps?: number;
  /** Nothing in it is random: every step draws the same. */
  readonly fixed?: boolean;
  readonly seed?: number;
  /** Asserts what a user would notice. */
  verify(drawn: Drawn): void;
}

/** What was drawn; all values from 0 to 1. */
export interface Drawn {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** What was fed: n x h x w x c. */
  readonly pictures: Values;
  /** n x donors x h x w x c; undefined where none were asked for. */
  readonly donors: Values | undefined;
  readonly textures: Values | undefined;
  readonly steps: readonly DrawnStep[];
}

export interface DrawnStep {
  /** The normal image (after what is done to every sample), and what the networks see: n x h x w x c. */
  readonly image: Values;
  readonly seen: Values;
  /** n x h x w x 1. */
  readonly mask: Values;
  /** For each sample how many patches have each shape, and how often it was drawn again; empty for normal samples. */
  readonly shapes: readonly number[];
  readonly redraws: readonly number[];
}
