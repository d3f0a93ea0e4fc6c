// What an expression of the language can mean before the graph exists: numbers with units, random
// draws, references into the flow of tensors, and operations with their settings.
import type { Span } from '../../diagnostics/source-file.ts';
import type { OperationCall, Origin } from './call.ts';
import { kindNoun } from './operation.ts';

/** `share`: of one, written in %; `px`: pixels of the pipeline's image; `deg`: degrees. */
export type Unit = 'none' | 'share' | 'px' | 'deg';

export interface NumberValue {
  readonly kind: 'number';
  readonly value: number;
  readonly unit: Unit;
}

/** A random number: what `a..b`, `log(a..b)`, `a | b` and `normal(m, s) in a..b` mean in `augment`. */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number; readonly unit: Unit }
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number; readonly unit: Unit }
  | { readonly kind: 'log-uniform'; readonly from: number; readonly to: number; readonly unit: Unit }
  | {
      readonly kind: 'normal';
      readonly mean: number;
      readonly deviation: number;
      readonly from: number;
      readonly to: number;
      readonly unit: Unit;
    }
  | {
      readonly kind: 'gamma';
      readonly shape: number;
      readonly scale: number;
      readonly offset: number;
      readonly from: number;
      readonly to: number;
      readonly unit: Unit;
    }
  | { readonly kind: 'choice'; readonly options: readonly Distribution[]; readonly unit: Unit };

/** What a tensor stands for. `tensor` is anything of height x width x channels. */
export type TensorKind = 'tensor' | 'image' | 'mask' | 'anomaly';

/**
 * Where a tensor comes from: an operation of the same flow (all of it, or the image or mask of an
 * anomaly), a value that is given, or a value of another network.
 */
export type FlowReference =
  | { readonly from: 'node'; readonly node: number; readonly part: 'all' | 'image' | 'mask' }
  | { readonly from: 'given'; readonly name: string }
  /** A picture of another training image. */
  | { readonly from: 'donor'; readonly index: number }
  | { readonly from: 'network'; readonly network: string; readonly value: string };

export interface TensorValue {
  readonly kind: 'tensor';
  readonly type: TensorKind;
  readonly reference: FlowReference;
  /** Who made it, for messages. */
  readonly span: Span;
}

export interface TupleValue {
  readonly kind: 'tuple';
  readonly items: readonly Value[];
}

/** A part of an objective: `weight * loss on subset`. */
export interface ObjectiveValue {
  readonly kind: 'objective';
  readonly terms: readonly WeightedCall[];
}

export interface WeightedCall {
  readonly call: OperationCall;
  readonly weight: number;
  readonly weightOrigin: Origin;
  /** Multiplies the weight as training goes on. */
  readonly schedules: readonly OperationCall[];
  readonly subset: Subset;
}

/** A number times schedules: what stands in front of a loss. */
export interface WeightValue {
  readonly kind: 'weight';
  readonly value: number;
  readonly schedules: readonly OperationCall[];
}

export type Subset = 'all' | 'normal' | 'synthetic';

/** Tensors handed to a discriminator, restricted to a kind of sample. */
export interface ExamplesValue {
  readonly kind: 'examples';
  readonly tensors: readonly TensorValue[];
  readonly subset: Subset;
}

export type Value =
  | NumberValue
  | { readonly kind: 'random'; readonly distribution: Distribution }
  | { readonly kind: 'range'; readonly from: number; readonly to: number; readonly unit: Unit }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  /** A bare name that is no declared value: an option such as `horizontal`. */
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | TupleValue
  | {
      readonly kind: 'size';
      readonly height: number;
      readonly width: number;
      readonly range: readonly [number, number] | undefined;
    }
  | { readonly kind: 'samples'; readonly normal: number; readonly synthetic: number }
  | TensorValue
  | { readonly kind: 'network'; readonly name: string }
  /** An operation that gives no tensor: an optimiser, schedule, source, shape, score, metric. */
  | { readonly kind: 'call'; readonly call: OperationCall; readonly on?: string }
  /** A shape, or one of several. */
  | { readonly kind: 'shapes'; readonly shapes: Recipe }
  /** Steps that still wait for their image. */
  | { readonly kind: 'transform'; readonly transform: Recipe }
  | ObjectiveValue
  | WeightValue
  | ExamplesValue
  /** After an error that has been reported. */
  | { readonly kind: 'unknown' };

/** How something is drawn: one operation, several in a row, one of several, or one with a chance. */
export type Recipe =
  | { readonly kind: 'call'; readonly call: OperationCall }
  | { readonly kind: 'sequence'; readonly steps: readonly Recipe[] }
  | { readonly kind: 'choice'; readonly path: string; readonly options: readonly Recipe[] }
  | {
      readonly kind: 'chance';
      readonly path: string;
      readonly chance: number;
      readonly origin: Origin;
      readonly step: Recipe;
    };

export const unknownValue: Value = { kind: 'unknown' };

/** In the user's words: what messages say was found. */
export function describeValue(value: Value): string {
  switch (value.kind) {
    case 'number':
      return `the ${unitNoun(value.unit)} ${formatNumber(value.value, value.unit)}`;
    case 'random':
      return `a random ${unitNoun(value.distribution.unit)}`;
    case 'range':
      return `the range ${formatNumber(value.from, value.unit)}..${formatNumber(value.to, value.unit)}`;
    case 'boolean':
      return String(value.value);
    case 'text':
      return `the string "${value.value}"`;
    case 'word':
      return `\`${value.value}\``;
    case 'list':
      return 'a list';
    case 'tuple':
      return `${value.items.length} values`;
    case 'size':
      return `the size ${value.height} x ${value.width}`;
    case 'samples':
      return 'a number of samples';
    case 'tensor':
      return value.type === 'anomaly'
        ? 'an image with its mask'
        : `${value.type === 'image' ? 'an' : 'a'} ${value.type}`;
    case 'network':
      return `the network \`${value.name}\``;
    case 'call':
      return `${kindNoun(value.call.kind)} \`${value.call.name}\``;
    case 'shapes':
      return 'a shape';
    case 'transform':
      return 'a step without its image';
    case 'objective':
      return 'a loss';
    case 'weight':
      return 'a weight that follows a schedule';
    case 'examples':
      return 'examples for a discriminator';
    case 'unknown':
      return 'something unknown';
  }
}

export function unitNoun(unit: Unit): string {
  return { none: 'number', share: 'share', px: 'length', deg: 'angle' }[unit];
}

/** Up to here every whole number is one of its own. */
export const largestExact = 2 ** 53;

/** As it is written in the language: `0.5`, `50%`, `2px`, `90deg`. */
export function formatNumber(value: number, unit: Unit): string {
  if (unit === 'share') return `${Number((value * 100).toPrecision(12))}%`;
  const isExact = Number.isInteger(value) && Math.abs(value) <= largestExact;
  // Of others, what arithmetic leaves in the last digits is nothing that anybody wrote.
  return `${isExact ? value : Number(value.toPrecision(12))}${unit === 'none' ? '' : unit}`;
}
