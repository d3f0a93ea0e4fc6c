// The section `experiment` of a YAML file to statements. The parameters of a part stand behind a dot, `each.seed`, or one below
// the other under it.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { joinSpans, textAt } from '../../../diagnostics/source-file.ts';
import type { Expression, Reference, Statement } from '../../syntax/ast.ts';
import { expressionKey, isProse, isQuotedTwice, meansMore } from '../experiment-values.ts';
import { readTargets } from '../names.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../node.ts';
import type { DocComments } from './doc-comments.ts';
import { readLiteral } from './literals.ts';
import type { ExpressionReader } from './lower-expressions.ts';

export class ExperimentReader {
  constructor(
    readonly values: ExpressionReader,
    readonly docs: DocComments,
    readonly reporter: Reporter,
  ) {}

  statements(node: YamlNode): readonly Statement[] {
    if (node.kind !== 'mapping') return [];
    return node.entries.flatMap(({ key, value }) => {
      if (value.kind !== 'mapping' || value.entries.length === 0 || isProse(key.text) || expressionIn(value))
        return this.#statement({ key, value });
      const part = readTargets(key, this.reporter);
      return part === undefined ? [] : value.entries.flatMap((entry) => this.#statement(entry, part));
    });
  }

  #statement({ key, value: node }: YamlEntry, part?: readonly Reference[]): readonly Statement[] {
    const value = this.#value(node, key);
    const span = joinSpans(key.span, value.span);
    if (part === undefined && key.text === 'return') return [{ kind: 'return', value, span }];
    const targets = readTargets(key, this.reporter);
    if (targets === undefined) return [];
    const whole = part ? targets.map((target) => joined(part, target)) : targets;
    return [{ kind: 'binding', targets: whole, value, doc: this.docs.above(key.span), span }];
  }

  #value(node: YamlNode, key: YamlScalar): Expression {
    if (node.kind === 'scalar') return this.#scalar(node, key.text);
    if (node.kind === 'sequence')
      return { kind: 'list', items: node.items.map((item) => this.#value(item, key)), span: node.span };
    return this.values.read(expressionIn(node) ?? node, 'list', key);
  }

  #scalar(scalar: YamlScalar, key: string): Expression {
    const { text, isPlain, span, value } = scalar;
    if (value === null) return this.values.scalar(scalar);
    if (isProse(key) && !isQuotedTwice(key, text)) {
      // The line break at the end of a block is YAML's.
      const isBlock = /^[|>]/.test(textAt(span));
      return { kind: 'text', value: isBlock ? text.replace(/\n+$/, '') : text, span };
    }
    if (isPlain && meansMore.test(text)) return this.values.scalar(scalar);
    // `8, 16` is told as a list without its brackets.
    if (isPlain && /^[\d.-]/.test(text) && text.includes(',')) return { kind: 'text', value: text, span };
    return readLiteral(scalar, this.values, this.reporter) ?? this.values.missing(span);
  }
}

/** What stands under `expression`, and nothing else does. */
function expressionIn(node: YamlNode): YamlNode | undefined {
  const [entry, ...others] = node.kind === 'mapping' ? node.entries : [];
  return others.length === 0 && entry?.key.text === expressionKey ? entry.value : undefined;
}

// The part stands above, perhaps with comments between: its own place is no part of the line's.
function joined([outer]: readonly Reference[], { path, span }: Reference): Reference {
  return { kind: 'reference', path: [...(outer?.path ?? []), ...path], span };
}
