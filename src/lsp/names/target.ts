// What a word of a file stands for.

import type { experimentWords, ReadType, SectionName } from '../../api/editor.ts';
import type { LoadedFile, Operation, Span } from '../../api/language.ts';
import type { Declared } from './declared.ts';

export type Target =
  /** `place`: the call, where a block is called. */
  | { readonly to: 'declared'; readonly declared: Declared; readonly place?: Span }
  /** `place`: the call, or the bare name in the place of one. */
  | { readonly to: 'operation'; readonly operation: Operation; readonly place: Span }
  /** The name of an argument, in the call of an operation. */
  | {
      readonly to: 'argument';
      readonly operation: Operation;
      readonly name: string;
      readonly type: ReadType<unknown>;
      readonly place: Span;
    }
  | { readonly to: 'key'; readonly section: SectionName; readonly key: string; readonly type: ReadType<unknown> }
  /** `each`, `all` */
  | { readonly to: 'experiment word'; readonly name: keyof typeof experimentWords }
  | { readonly to: 'section'; readonly section: SectionName }
  /** A value of the language: `image`, `mask`. */
  | { readonly to: 'given'; readonly name: string }
  /** An option such as `horizontal`, a kind of sample, a distribution. */
  | { readonly to: 'word'; readonly name: string }
  | { readonly to: 'file'; readonly file: LoadedFile };

/** A word with its meaning. */
export interface Mention {
  readonly span: Span;
  readonly target: Target;
  /** It is the declaration itself. */
  readonly declares: boolean;
}
