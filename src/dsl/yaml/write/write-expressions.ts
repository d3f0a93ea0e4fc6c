// Expressions as YAML: chains as sequences and calls with named arguments as mappings, all else as one
// scalar in the language itself; over several lines where it is long or has comments inside.
import type { Span } from '../../../diagnostics/source-file.ts';
import { ExpressionPrinter } from '../../rewrite/format/expressions.ts';
import { noOriginal } from '../../rewrite/format/places.ts';
import { maximumWidth, render } from '../../rewrite/format/render.ts';
import type { Argument, Call, Chance, Expression } from '../../syntax/ast.ts';
import type { Out, OutEntry } from './out.ts';
import { expressionScalar, isPlainText } from './write-scalars.ts';

export interface WriteContext {
  hasComments(span: Span): boolean;
  /** Lines of an expression with the comments that stand inside of it. */
  print(expression: Expression, width: number): readonly string[];
}

/** `indent` is always that of the line where the key or dash in front of the value stands. */
export class ExpressionWriter {
  readonly #context: WriteContext;
  readonly #printer = new ExpressionPrinter(noOriginal);

  constructor(context: WriteContext) {
    this.#context = context;
  }

  /** `key: …` where a sequence is a chain. */
  entry(key: string, expression: Expression, indent: number, at = expression.span.start): OutEntry {
    return { key, value: this.#value(expression, key.length + 1, indent), at, blank: false };
  }

  /** `key: …` where a sequence is a list. */
  setting(key: string, expression: Expression, indent: number, at = expression.span.start): OutEntry {
    return { key, value: this.#setting(expression, key.length + 1, indent), at, blank: false };
  }

  // `lead`: width of the key or dash.
  #value(expression: Expression, lead: number, indent: number): Out {
    if (expression.kind !== 'pipe') return this.#other(expression, lead, indent);
    const items = [expression.input, ...expression.steps].map((step) => this.#value(step, 1, indent + 2));
    const isSimple = items.every((item) => item.kind === 'scalar' && item.inBrackets === item.text);
    return { kind: 'sequence', items, isBlock: !isSimple || this.#context.hasComments(expression.span) };
  }

  #setting(expression: Expression, lead: number, indent: number): Out {
    if (expression.kind !== 'list') return this.#other(expression, lead, indent);
    const items = expression.items.map((item) => this.#setting(item, 1, indent + 2));
    return { kind: 'sequence', items, isBlock: items.length > 0 && this.#context.hasComments(expression.span) };
  }

  #other(expression: Expression, lead: number, indent: number): Out {
    const text = this.#onOneLine(expression);
    const hasComments = this.#context.hasComments(expression.span);
    const fits = indent + lead + 1 + text.length <= maximumWidth;
    if (!hasComments && isPlainText(text) && fits) return expressionScalar(text, expression.span.start);
    if (expression.kind === 'call' && expression.arguments.length > 0)
      return this.#call(expression, indent, hasComments);
    if (expression.kind === 'chance') return this.#chance(expression, indent, hasComments);
    return this.#scalar(expression, lead, indent);
  }

  #chance({ chance, step, span }: Chance, indent: number, isBlock: boolean): Out {
    const entries = [this.setting('chance', chance, indent + 2), this.entry('do', step, indent + 2)];
    return keyed('maybe', span, { kind: 'mapping', entries, isBlock });
  }

  #call({ callee, arguments: list, span }: Call, indent: number, isBlock: boolean): Out {
    const names = new Set(list.flatMap(({ name }) => name?.text ?? []));
    const value: Out =
      names.size === list.length
        ? { kind: 'mapping', entries: list.map((argument) => this.#named(argument, indent + 2)), isBlock }
        : { kind: 'sequence', items: list.map((argument) => this.#argument(argument, indent + 2)), isBlock };
    return keyed(callee.text, span, value);
  }

  #named({ name, value, span }: Argument, indent: number): OutEntry {
    return this.setting(name?.text ?? '', value, indent, span.start);
  }

  // In a sequence a mapping is an argument by name, so that one by position is a scalar.
  #argument(argument: Argument, indent: number): Out {
    const { name, value } = argument;
    if (name !== undefined)
      return { kind: 'mapping', entries: [this.#named(argument, indent)], isBlock: false, isArgument: true };
    return value.kind === 'list' ? this.#setting(value, 1, indent) : this.#scalar(value, 1, indent);
  }

  #scalar(expression: Expression, lead: number, indent: number): Out {
    const scalar = expressionScalar(this.#onOneLine(expression), expression.span.start);
    const fits = indent + lead + 1 + scalar.text.length <= maximumWidth;
    if (!this.#context.hasComments(expression.span) && fits) return scalar;
    const lines = this.#context.print(expression, maximumWidth - indent - 2);
    return { kind: 'text', lines, at: expression.span.start };
  }

  #onOneLine(expression: Expression): string {
    return render(this.#printer.expression(expression), Number.MAX_SAFE_INTEGER)[0]?.text ?? '';
  }
}

function keyed(key: string, span: Span, value: Out): Out {
  return { kind: 'mapping', entries: [{ key, value, at: span.start, blank: false }], isBlock: false };
}
