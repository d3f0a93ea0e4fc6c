// Names in view at one place of a file, and the flow of tensors that grows there.
import type { Reporter, Reporting } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { TensorValue } from '../../ops/core/call.ts';
import type { ReadContext, ReadType } from '../../ops/core/parameter.ts';
import type { Value } from '../../ops/core/value.ts';
import type { LoadedFile } from '../load/load.ts';
import type { FlowNode } from '../model/model.ts';
import type { Block, Call, Expression, Name, Network } from '../syntax/ast.ts';
import { reportingInside } from './block-places.ts';
import { reportingOff, type SwitchedOff } from './switched-off.ts';

/** Where an expression stands: it decides which operations it may use. */
export type Place = 'setting' | 'data' | 'augment' | 'network' | 'loss' | 'train' | 'evaluate' | 'experiment';

export interface Entry {
  readonly value: Value;
  readonly span: Span;
  used: boolean;
  /** Of a block's parameter: the argument, and the scope in which it stands. */
  readonly given?: { readonly span: Span; readonly scope: Scope };
  /** Of a parameter that is one of a list: what it may be, and where that stands. */
  readonly oneOf?: { readonly values: readonly Value[]; readonly span: Span };
}

/** A network that can be called. */
export interface CallableNetwork {
  /** As the pipeline calls it. */
  readonly name: string;
  readonly declaration: Network;
  /** The value that a call gives, `member` or else its result; undefined after an error that has been reported. */
  valueOf(member: Name | undefined, call: Call): string | undefined;
}

/** What is the same all over one elaboration. */
export interface Shared {
  readonly reporter: Reporter;
  readonly read: ReadContext;
  readonly evaluate: (expression: Expression, scope: Scope, expected: ReadType<unknown> | undefined) => Value;
  /** Reads the default of a setting, which is written like in a file. What is wrong with it is told at `place`. */
  readonly parseDefault: (text: string, place: Span) => Expression;
  /** The file scope of a loaded file: its parameters. */
  readonly fileScope: (file: LoadedFile) => Scope;
  /** Values of networks, for the loss and other networks: `map` or `generator.map`. */
  readonly networkValue: (name: string, span: Span, network: string | undefined, isOff: boolean) => Value | undefined;
  /** The network that a file calls by a name. */
  readonly network: (name: string, file: LoadedFile) => CallableNetwork | undefined;
  /** False while a block is looked at on its own: calls of other blocks are not followed. */
  readonly expands: boolean;
  /** How often blocks have been expanded so far. */
  readonly expansions: { count: number };
  /** The same in parts that are switched off. */
  readonly expansionsOff: { count: number };
  readonly networkNames: readonly string[];
  readonly networkValueNames: readonly string[];
}

/** What a scope is made of. What grows in it is shared with its outer scope, or handed in. */
export interface ScopeForm {
  readonly shared: Shared;
  readonly file: LoadedFile;
  readonly place: Place;
  /** Names of nodes begin with it. */
  readonly path: string;
  /** Its own, empty, where none is given. */
  readonly flow?: FlowNode[];
  readonly callers?: readonly Span[];
  readonly outer?: Scope;
  /** Blocks that are being expanded around here. */
  readonly blocks?: readonly Block[];
  readonly counts?: ScopeCounts;
  readonly off?: SwitchedOff;
}

/** Why a name that the body declares is not there. `value`: what one that is left out would be. */
export interface Absent {
  readonly why: 'later' | 'left out';
  readonly span: Span;
  readonly value?: Value;
}

/** What one body counts, with all that is expanded in it. */
export interface ScopeCounts {
  readonly paths: Map<string, number>;
  /** Pictures of other images that have been asked for so far. */
  donors: number;
}

export class Scope {
  readonly entries = new Map<string, Entry>();
  /** Names that this body declares further down, or that a `when` left out. */
  readonly absent = new Map<string, Absent>();
  readonly shared: Shared;
  readonly file: LoadedFile;
  readonly place: Place;
  readonly path: string;
  readonly flow: FlowNode[];
  readonly callers: readonly Span[];
  readonly outer: Scope | undefined;
  readonly blocks: readonly Block[];
  readonly counts: ScopeCounts;
  /** Where all of it is switched off by a `when`. */
  readonly off: SwitchedOff | undefined;

  constructor({ shared, file, place, path, outer, ...form }: ScopeForm) {
    this.shared = shared;
    this.file = file;
    this.place = place;
    this.path = path;
    this.outer = outer;
    this.flow = form.flow ?? [];
    this.callers = form.callers ?? [];
    this.blocks = form.blocks ?? [];
    this.counts = form.counts ?? outer?.counts ?? newCounts();
    this.off = form.off ?? outer?.off;
  }

  /** Inside a block it tells of the place that called; of what is switched off, what is wrong in any case. */
  get reporter(): Reporting {
    const { shared, callers, off } = this;
    const reporter = callers.length === 0 ? shared.reporter : reportingInside(this, shared.reporter);
    return off === undefined ? reporter : reportingOff(off, this, reporter);
  }

  /** A scope inside this one, for one binding or block. */
  inside(name: string): Scope {
    return new Scope({ ...this.#form(), path: this.#join(name) });
  }

  /** A scope inside this one for a part that is switched off: what is made in it is nowhere else. */
  switchedOff(span: Span): Scope {
    const off = { span, depth: this.callers.length };
    return new Scope({ ...this.#form(), flow: [], counts: newCounts(), off });
  }

  /** The scope of a block's body: it sees its own file, not the place that calls it. */
  expanding(block: Block, file: LoadedFile, call: Span): Scope {
    const outer = this.shared.fileScope(file);
    const path = this.uniquePath(block.name.text);
    const callers = [...this.callers, call];
    return new Scope({ ...this.#form(), file, path, callers, outer, blocks: [...this.blocks, block] });
  }

  evaluate(expression: Expression, expected?: ReadType<unknown>): Value {
    return this.shared.evaluate(expression, this, expected);
  }

  lookup(name: string, isOff = this.off !== undefined): Entry | undefined {
    return (isOff ? this.#leftOut(name) : undefined) ?? this.entries.get(name) ?? this.outer?.lookup(name, isOff);
  }

  // Parts that are switched off together may use each other.
  #leftOut(name: string): Entry | undefined {
    const { value, span } = this.absent.get(name) ?? {};
    return value && span ? { value, span, used: true } : undefined;
  }

  declare(name: string, value: Value, span: Span, more: Pick<Entry, 'given' | 'oneOf'> = {}): void {
    this.entries.set(name, { value, span, used: false, ...more });
  }

  whyAbsent(name: string): Absent | undefined {
    return this.absent.get(name) ?? this.outer?.whyAbsent(name);
  }

  /** Every name in view, innermost first. */
  names(): readonly string[] {
    return [...this.entries.keys(), ...(this.outer?.names() ?? [])];
  }

  /** A path that no other operation has: the second `conv` of a chain is `conv_2`. */
  uniquePath(name: string): string {
    const path = this.#join(name);
    const count = (this.counts.paths.get(path) ?? 0) + 1;
    this.counts.paths.set(path, count);
    return count === 1 ? path : `${path}_${count}`;
  }

  /** Adds an operation to the flow. */
  add(node: FlowNode): TensorValue {
    this.flow.push(node);
    return {
      kind: 'tensor',
      type: node.result,
      reference: { from: 'node', node: this.flow.length - 1, part: 'all' },
      span: node.call.span,
    };
  }

  #form(): ScopeForm {
    const { shared, file, place, path, flow, callers, blocks, counts, off } = this;
    return { shared, file, place, path, flow, callers, outer: this, blocks, counts, ...(off && { off }) };
  }

  #join(name: string): string {
    return this.path === '' ? name : `${this.path}/${name}`;
  }
}

export function newCounts(): ScopeCounts {
  return { paths: new Map(), donors: 0 };
}
