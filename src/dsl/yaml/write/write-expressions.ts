// Expressions as YAML: chains as sequences and calls with named arguments as mappings, all else as one
// scalar in the language itself; over several lines where it is long or has comments inside.
import type { Span } from '../../../diagnostics/source-file.ts';
import { ExpressionPrinter } from '../../rewrite/format/expressions.ts';
import { noOriginal } from '../../rewrite/format/places.ts';
import { maximumWidth, render } from '../../rewrite/format/render.ts';
import type { Argument, Call, Chance, Expression, Repetition } from '../../syntax/ast.ts';
import type { SequenceForm } from '../../syntax/vocabulary.ts';
import { type NamesInView, placeArguments } from '../arguments.ts';
import { expressionKey } from '../experiment-values.ts';
import type { Out, OutEntry } from './out.ts';
import { experimentScalar } from './write-literals.ts';
import { expressionScalar, isPlainText } from './write-scalars.ts';

export interface WriteContext {
  readonly view: NamesInView;
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
    return { key, value: this.#value(expression, false, key.length + 1, indent), at, blank: false };
  }

  /** `key: …` of a setting or an argument. `form`: what a sequence would be in its place. */
  setting(
    key: string,
    expression: Expression,
    form: SequenceForm,
    indent: number,
    at = expression.span.start,
  ): OutEntry {
    return { key, value: this.#setting(expression, form, key.length + 1, indent), at, blank: false };
  }

  /** `key: …` in an experiment, whose texts stand without quotes of the language. */
  literals(key: string, value: Expression, indent: number, at: number): OutEntry {
    return { key, value: this.#literal(key, value, indent), at, blank: false };
  }

  #literal(key: string, value: Expression, indent: number): Out {
    const hasComments = this.#context.hasComments(value.span);
    if (value.kind === 'list') {
      const items = value.items.map((item) => this.#literal(key, item, indent + 2));
      return { kind: 'sequence', items, isBlock: items.length > 0 && hasComments };
    }
    const scalar = hasComments ? undefined : experimentScalar(key, value, this.#onOneLine(value));
    if (scalar) return scalar;
    const entries = [this.setting(expressionKey, value, 'list', indent + 2)];
    return { kind: 'mapping', entries, isBlock: hasComments };
  }

  // `lead`: width of the key or dash. `isStep`: what it works on comes from elsewhere.
  #value(expression: Expression, isStep: boolean, lead: number, indent: number): Out {
    if (expression.kind !== 'pipe') return this.#other(expression, isStep, lead, indent);
    const parts = [expression.input, ...expression.steps];
    const items = parts.map((part, i) => this.#value(part, isStep || i > 0, 1, indent + 2));
    const isSimple = items.every((item) => item.kind === 'scalar' && item.inBrackets === item.text);
    return { kind: 'sequence', items, isBlock: !isSimple || this.#context.hasComments(expression.span) };
  }

  // A list where a sequence would be a chain stands in brackets of the language.
  #setting(expression: Expression, form: SequenceForm, lead: number, indent: number): Out {
    if (expression.kind !== 'list' || form === 'chain' || form === 'step')
      return this.#other(expression, form === 'step', lead, indent);
    const items = expression.items.map((item) =>
      this.#setting(item, form === 'steps' ? 'step' : 'list', 1, indent + 2),
    );
    return { kind: 'sequence', items, isBlock: items.length > 0 && this.#context.hasComments(expression.span) };
  }

  #other(expression: Expression, isStep: boolean, lead: number, indent: number): Out {
    const text = this.#onOneLine(expression);
    const hasComments = this.#context.hasComments(expression.span);
    const fits = indent + lead + 1 + text.length <= maximumWidth;
    if (!hasComments && isPlainText(text) && fits) return expressionScalar(text, expression.span.start);
    const call = expression.kind === 'call' ? this.#call(expression, isStep, indent, hasComments) : undefined;
    if (call) return call;
    if (expression.kind === 'chance' || expression.kind === 'repetition')
      return this.#before(expression, indent, hasComments);
    return this.#scalar(expression, lead, indent);
  }

  #before(expression: Chance | Repetition, indent: number, isBlock: boolean): Out {
    const { kind, step, span } = expression;
    const done = { key: 'do', value: this.#value(step, true, 3, indent + 2), at: step.span.start, blank: false };
    const given =
      kind === 'chance'
        ? this.setting('chance', expression.chance, 'list', indent + 2)
        : this.setting('times', expression.times, 'list', indent + 2);
    return keyed(kind === 'chance' ? 'maybe' : 'repeat', span, { kind: 'mapping', entries: [given, done], isBlock });
  }

  // Undefined where YAML would read the name of an argument as a call.
  #call(call: Call, isStep: boolean, indent: number, isBlock: boolean): Out | undefined {
    const { callee, members = [], arguments: list, span } = call;
    if (list.length === 0) return undefined;
    const called = [callee, ...members].map(({ text }) => text).join('.');
    const keys = list.map(({ name }) => name?.text);
    const places = placeArguments(called, keys, isStep, this.#context.view);
    if (places.some(({ isNamed }, i) => !isNamed && keys[i] !== undefined)) return undefined;
    const items = list.map((argument, i) => ({ argument, form: places[i]?.form ?? 'chain' }));
    const isByName = new Set(keys).size === list.length && !keys.includes(undefined);
    const value: Out = isByName
      ? {
          kind: 'mapping',
          entries: items.map(({ argument, form }) => this.#named(argument, form, indent + 2)),
          isBlock,
        }
      : {
          kind: 'sequence',
          items: items.map(({ argument, form }) => this.#argument(argument, form, indent + 2)),
          isBlock,
        };
    return keyed(called, span, value);
  }

  #named({ name, value, span }: Argument, form: SequenceForm, indent: number): OutEntry {
    return this.setting(name?.text ?? '', value, form, indent, span.start);
  }

  // In a sequence a mapping is an argument by name, so that one by position is a scalar.
  #argument(argument: Argument, form: SequenceForm, indent: number): Out {
    const { name, value } = argument;
    if (name !== undefined)
      return { kind: 'mapping', entries: [this.#named(argument, form, indent)], isBlock: false, isArgument: true };
    return value.kind === 'list' ? this.#setting(value, form, 1, indent) : this.#scalar(value, 1, indent);
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
