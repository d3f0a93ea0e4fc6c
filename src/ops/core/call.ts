// An operation with its settings, as a place in a file calls it, and all that these can be. Plain data: the operation
// itself is looked up by kind and name (table.ts) where it is emitted.
import type { Span } from '../../diagnostics/source-file.ts';
import type { OperationKind } from './kinds.ts';

/** Where a setting's value comes from. `given`: the argument of a block's call that the word at `span` stands for. */
export type Origin =
  | { readonly from: 'written'; readonly span: Span; readonly given?: Span }
  | { readonly from: 'default' };

export interface OperationCall {
  readonly kind: OperationKind;
  readonly name: string;
  /** Stable name: place in the file, such as `generator/e2/down/conv`. Keys variables and random draws. */
  readonly path: string;
  readonly span: Span;
  /** The calls of blocks that lead here, outermost first. */
  readonly callers: readonly Span[];
  /** Tensors it works on, in the order of the operation's inputs. */
  readonly inputs: readonly FlowReference[];
  /** Where each of them is mentioned; absent where the call is not written as one. */
  readonly mentions?: readonly Span[];
  /** By name, in the order of the operation's parameters. */
  readonly settings: Readonly<Record<string, SettingValue>>;
  readonly origins: Readonly<Record<string, Origin>>;
}

export type SettingValue =
  | { readonly kind: 'number'; readonly value: number; readonly unit: Unit }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'word'; readonly value: string }
  | { readonly kind: 'range'; readonly value: readonly [from: number, to: number]; readonly unit: Unit }
  | { readonly kind: 'indices'; readonly value: IndexRange }
  | { readonly kind: 'drawn'; readonly value: Distribution }
  | { readonly kind: 'scheduled'; readonly value: Scheduled }
  | { readonly kind: 'call'; readonly value: OperationCall }
  | { readonly kind: 'recipe'; readonly value: Recipe }
  | { readonly kind: 'area'; readonly value: Area }
  | { readonly kind: 'network'; readonly value: string }
  | { readonly kind: 'examples'; readonly value: ExamplesValue }
  | { readonly kind: 'list'; readonly items: readonly SettingValue[] };

/** A number, or a schedule that gives one for each step. */
export type Scheduled =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'schedule'; readonly call: OperationCall };

/** Where something may be: everywhere, or where a mask says. */
export type Area = { readonly kind: 'everywhere' } | { readonly kind: 'mask'; readonly mask: FlowReference };

/** A part of an axis, counted from 0, both ends included. */
export type IndexRange = 'all' | readonly [first: number, last: number];

/** `share`: of one, written in %; `px`: pixels of the pipeline's image; `deg`: degrees. */
export type Unit = 'none' | 'share' | 'px' | 'deg';

/** A random number: what `a..b`, `log_uniform(a..b)`, `a | b` and `gaussian(m, s) in a..b` mean in `augment`. */
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
  | { readonly kind: 'choice'; readonly options: readonly Distribution[]; readonly unit: Unit }
  /** What a schedule says at this step, times a factor: always from `from` to `to`. */
  | {
      readonly kind: 'scheduled';
      readonly call: OperationCall;
      readonly factor: number;
      readonly from: number;
      readonly to: number;
      readonly unit: Unit;
    }
  /** From one end to the other, evenly or evenly on a logarithmic scale, where an end follows a schedule. */
  | {
      readonly kind: 'moving';
      readonly isLog: boolean;
      readonly low: Distribution;
      readonly high: Distribution;
      readonly from: number;
      readonly to: number;
      readonly unit: Unit;
    };

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

export type Subset = 'all' | 'normal' | 'synthetic';

/** Tensors handed to a discriminator, restricted to a kind of sample. */
export interface ExamplesValue {
  readonly kind: 'examples';
  readonly tensors: readonly TensorValue[];
  readonly subset: Subset;
}

/** How something is drawn: one operation, several in a row, one of several, or one with a chance. */
export type Recipe =
  | { readonly kind: 'call'; readonly call: OperationCall }
  | { readonly kind: 'sequence'; readonly steps: readonly Recipe[] }
  | { readonly kind: 'choice'; readonly path: string; readonly options: readonly Recipe[] }
  | {
      readonly kind: 'chance';
      readonly path: string;
      readonly chance: number | Distribution;
      readonly origin: Origin;
      readonly step: Recipe;
    };
