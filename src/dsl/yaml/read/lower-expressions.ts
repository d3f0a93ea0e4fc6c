// YAML nodes to expressions. A scalar is an expression of the language; a sequence is a chain or a list,
// by its place; a mapping with one key is a call. What does not fit has been reported by structure.ts.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { joinSpans, type Span } from '../../../diagnostics/source-file.ts';
import type { Argument, Expression, Name } from '../../syntax/ast.ts';
import type { Comment, Syntax } from '../../syntax/parsed.ts';
import { readName } from '../names.ts';
import {
  entryOf,
  type YamlEntry,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
  type YamlSequence,
} from '../node.ts';

export class ExpressionReader {
  /** Inside of values, in the language's own form. */
  readonly comments: Comment[] = [];
  /** Values that could not be read in full. */
  readonly broken: Span[] = [];

  constructor(
    readonly syntax: Pick<Syntax, 'parseExcerpt'>,
    readonly reporter: Reporter,
  ) {}

  /** Where a value is made step by step: a sequence is a chain. */
  value(node: YamlNode): Expression {
    return node.kind === 'sequence' ? this.#chain(node) : this.#other(node);
  }

  /** Where a setting or an argument stands: a sequence is a list. */
  setting(node: YamlNode): Expression {
    if (node.kind !== 'sequence') return this.#other(node);
    return { kind: 'list', items: node.items.map((item) => this.setting(item)), span: node.span };
  }

  scalar(scalar: YamlScalar): Expression {
    const { expression, comments, isBroken } = this.syntax.parseExcerpt(scalar.excerpt, this.reporter);
    this.comments.push(...comments);
    if (isBroken) this.broken.push(scalar.span);
    return expression;
  }

  #other(node: Exclude<YamlNode, YamlSequence>): Expression {
    if (node.kind === 'scalar') return this.scalar(node);
    const entry = node.kind === 'mapping' ? node.entries[0] : undefined;
    if (entry === undefined || (node.kind === 'mapping' && node.entries.length > 1)) return this.missing(node.span);
    return entry.key.text === 'maybe' && entry.value.kind === 'mapping'
      ? this.#chance(entry.key, entry.value)
      : this.#call(entry);
  }

  #chain({ items, span }: YamlSequence): Expression {
    const [input, ...steps] = items.map((item) => this.value(item));
    if (input === undefined) return this.missing(span);
    const last = steps.at(-1);
    return last === undefined ? input : { kind: 'pipe', input, steps, span: joinSpans(input.span, last.span) };
  }

  #chance(key: YamlScalar, mapping: YamlMapping): Expression {
    const [chance, step] = [entryOf(mapping, 'chance'), entryOf(mapping, 'do')];
    const span = joinSpans(key.span, mapping.span);
    if (chance === undefined || step === undefined) return this.missing(span);
    return { kind: 'chance', chance: this.setting(chance.value), step: this.value(step.value), span };
  }

  #call({ key, value }: YamlEntry): Expression {
    const callee = readName(key, this.reporter);
    const list = this.#arguments(value);
    const span = joinSpans(key.span, value.span);
    if (value.kind === 'mapping' && value.isIncomplete === true) this.broken.push(span);
    return callee === undefined ? this.missing(span) : { kind: 'call', callee, arguments: list, span };
  }

  // By name, or in order with some by name, or a single one.
  #arguments(node: YamlNode): readonly Argument[] {
    switch (node.kind) {
      case 'mapping':
        return node.entries.flatMap((entry) => this.#named(entry));
      case 'sequence':
        return node.items.flatMap((item) => {
          const [entry, ...others] = item.kind === 'mapping' ? item.entries : [];
          if (entry !== undefined && others.length === 0) return this.#named(entry);
          return [positional(this.setting(item))];
        });
      default:
        return [positional(this.setting(node))];
    }
  }

  #named({ key, value }: YamlEntry): readonly Argument[] {
    const name: Name | undefined = readName(key, this.reporter);
    const read = this.setting(value);
    return name === undefined ? [] : [{ name, value: read, span: joinSpans(key.span, read.span) }];
  }

  missing(span: Span): Expression {
    this.broken.push(span);
    return { kind: 'missing', span };
  }
}

function positional(value: Expression): Argument {
  return { name: undefined, value, span: value.span };
}
