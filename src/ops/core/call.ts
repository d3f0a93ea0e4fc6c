// An operation with its settings, as a place in a file calls it. Plain data: the operation itself is looked up by kind and
// name (table.ts) where it is emitted.
import type { Span } from '../../diagnostics/source-file.ts';
import type { OperationKind } from './operation.ts';
import type { SettingValue } from './setting.ts';
import type { FlowReference } from './value.ts';

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
