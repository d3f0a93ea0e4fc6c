// What an expression of the language can mean before the graph exists: numbers with units, random
// draws, references into the flow of tensors, and operations with their settings.

import type { Distribution, ExamplesValue, OperationCall, Origin, Recipe, Subset, TensorValue, Unit } from './call.ts';
import { kindNoun } from './kinds.ts';

export interface NumberValue {
  readonly kind: 'number';
  readonly value: number;
  readonly unit: Unit;
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

/** Of a schedule: what its values are, and between which they stay. */
export interface Quantity {
  readonly unit: Unit;
  readonly low: number;
  readonly high: number;
}

/** What becomes of the number that a threshold rule finds. */
export interface Adjustment {
  readonly factor: number;
  readonly offset: number;
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
  | {
      readonly kind: 'call';
      readonly call: OperationCall;
      readonly on?: string;
      readonly quantity?: Quantity;
      readonly adjustment?: Adjustment;
    }
  /** A shape, or one of several. */
  | { readonly kind: 'shapes'; readonly shapes: Recipe }
  /** Steps that still wait for their image. */
  | { readonly kind: 'transform'; readonly transform: Recipe }
  | ObjectiveValue
  | WeightValue
  | ExamplesValue
  /** After an error that has been reported. */
  | { readonly kind: 'unknown' };

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

/** Of numbers, texts and truth values. */
export function sameValue(a: Value, b: Value): boolean {
  if (a.kind === 'number' && b.kind === 'number') return a.value === b.value && a.unit === b.unit;
  return 'value' in a && 'value' in b && a.kind === b.kind && a.value === b.value;
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
