// Expressions to layouts, with the fewest brackets that keep their meaning and leave nobody guessing.

import type { Span } from '../../../diagnostics/source-file.ts';
import type {
  Argument,
  Binary,
  Call,
  Chance,
  Choice,
  Conditional,
  Expression,
  Name,
  Pipe,
  Reference,
  Repetition,
  TextLiteral,
} from '../../syntax/ast.ts';
import { quoted } from '../../syntax/quoted.ts';
import { precedence } from '../../syntax/tree.ts';
import {
  aligned,
  before,
  concat,
  group,
  hardline,
  join,
  type Layout,
  line,
  nested,
  softline,
  space,
  trailingComma,
  type Word,
  word,
} from './layout.ts';
import type { Original } from './places.ts';

/** How tightly expressions hold together; one that is looser than its place gets brackets. */
const level = { any: 0, choice: 1, pipe: 2, operation: 3, operand: 20 } as const;

export interface BracketOptions {
  /** A comma behind the last item where there is one item a line. */
  readonly comma?: boolean;
  /** A blank inside the brackets where they stand on one line. */
  readonly spaced?: boolean;
}

/** Prints in the order of the text: it asks for the place of every word. */
export class ExpressionPrinter {
  constructor(readonly original: Original) {}

  /** The value of a binding: its chain lines up with those around. */
  value(expression: Expression): Layout {
    return this.#print(expression, level.any, true);
  }

  expression(expression: Expression): Layout {
    return this.#print(expression, level.any);
  }

  word(text: string, span?: Span): Word {
    return word(text, this.original.place(text, span));
  }

  name({ text, span }: Name): Layout {
    return this.word(text, span);
  }

  reference({ path }: Reference): Layout {
    return concat(path.flatMap((name, i) => (i === 0 ? [this.name(name)] : [this.word('.'), this.name(name)])));
  }

  text({ value, span }: TextLiteral): Layout {
    return this.word(quoted(value), span);
  }

  /** Items in brackets, all on one line or each on its own. */
  bracketed(
    [open, close]: readonly [string, string],
    items: readonly (() => Layout)[],
    { comma = true, spaced = false }: BracketOptions = {},
  ): Layout {
    const opening = this.word(open);
    const printed = items.map((print) => print());
    const closing = this.word(close);
    const edge = spaced && items.length > 0 ? line : softline;
    const between = join([word(',', undefined), line], printed);
    const last = comma && items.length > 0 ? [trailingComma] : [];
    const first = items.length > 0 ? [edge] : [];
    return group(concat([nested(concat([opening, ...first, ...between, ...last, before(closing)])), edge, closing]));
  }

  #print(expression: Expression, place: number, top = false): Layout {
    if (levelOf(expression) >= place) return this.#bare(expression, top);
    return this.#grouped(expression);
  }

  #grouped(expression: Expression): Layout {
    return concat([this.word('('), this.#bare(expression, false), this.word(')')]);
  }

  #bare(expression: Expression, top: boolean): Layout {
    switch (expression.kind) {
      case 'number':
        return this.word(expression.text, expression.span);
      case 'text':
        return this.text(expression);
      case 'boolean':
        return this.word(String(expression.value), expression.span);
      case 'reference':
        return this.reference(expression);
      case 'call':
        return this.#call(expression);
      case 'pipe':
        return this.#pipe(expression, top);
      case 'chance':
        return this.#before('maybe', expression.chance, expression);
      case 'repetition':
        return this.#before('repeat', expression.times, expression);
      case 'choice':
        return this.#choice(expression, top);
      case 'range':
        return concat([this.#side(expression.from), this.word('..'), this.#side(expression.to)]);
      case 'within':
        return this.#infix(expression.value, 'in', expression.bounds);
      case 'unary': {
        const sign = this.word(expression.operator, expression.span);
        const gap = expression.operator === 'not' ? [space] : [];
        return concat([sign, ...gap, this.#print(expression.operand, level.operand)]);
      }
      case 'binary':
        return isSum(expression)
          ? this.#sum(expression)
          : this.#infix(expression.left, expression.operator, expression.right);
      case 'size':
        return concat([this.#plain(expression.height), space, this.word('x'), space, this.#plain(expression.width)]);
      case 'samples':
        return concat([this.#plain(expression.count), space, this.word(expression.of)]);
      case 'list':
        return this.bracketed(['[', ']'], this.#items(expression.items));
      case 'tuple':
        return this.bracketed(['(', ')'], this.#items(expression.items), { comma: false });
      case 'restricted':
        return this.#suffixed(expression.value, 'on', () => this.name(expression.to), top);
      case 'conditional':
        return this.#conditional(expression, top);
      case 'missing':
        return concat([]);
    }
  }

  #call({ callee, members = [], arguments: list }: Call): Layout {
    return concat([
      this.name(callee),
      ...members.flatMap((name) => [this.word('.'), this.name(name)]),
      this.bracketed(
        ['(', ')'],
        list.map((argument) => () => this.#argument(argument)),
      ),
    ]);
  }

  #argument({ name, value }: Argument): Layout {
    const label = name === undefined ? [] : [this.name(name), this.word(':'), space];
    return concat([...label, this.expression(value)]);
  }

  #items(items: readonly Expression[]): readonly (() => Layout)[] {
    return items.map((item) => () => this.expression(item));
  }

  // The author's line breaks stay: they group steps. What is still too long breaks at every arrow.
  #pipe(pipe: Pipe, top: boolean): Layout {
    const mark = (is: 'start' | 'arrow'): readonly Layout[] => (top ? [{ kind: 'mark', chain: pipe, is }] : []);
    const input = this.#print(pipe.input, level.operation);
    const rows: [Layout, ...Layout[]][] = [[concat([...mark('start'), input])]];
    let previous = pipe.input;
    for (const step of pipe.steps) {
      const printed = concat([...mark('arrow'), this.word('->'), space, this.#print(step, level.operation)]);
      if (this.original.breaksBetween(previous.span, step.span)) rows.push([printed]);
      else rows.at(-1)?.push(printed);
      previous = step;
    }
    return chainOf(rows, pipe.input.kind === 'reference');
  }

  #choice({ options }: Choice, top: boolean): Layout {
    const printed = options.map((option, i) => {
      const bar = i === 0 ? [] : [line, this.word('|'), space];
      return [...bar, this.#print(option, level.pipe)];
    });
    const broken = options.some((option, i) => {
      const previous = options[i - 1];
      return previous !== undefined && this.original.breaksBetween(previous.span, option.span);
    });
    return group(aligned(concat(printed.flat()), top ? -2 : 0), broken);
  }

  // `maybe(50%) step`, `repeat(4) step`
  #before(keyword: string, value: Expression, { step, span, kind }: Chance | Repetition): Layout {
    const head = this.word(keyword, span);
    const inside = this.bracketed(['(', ')'], this.#items([value]), { comma: false });
    // By what stands behind its brackets `repeat` is a word of the language.
    const isPlain = kind === 'chance' || ['reference', 'call', 'chance', 'repetition'].includes(step.kind);
    const isGrouped = contextual.has(firstName(step) ?? '') || !isPlain;
    return concat([head, inside, space, isGrouped ? this.#grouped(step) : this.#print(step, level.operand)]);
  }

  // `a + b - c`, `a and b and c`: too long, they break in front of every sign.
  #sum(expression: Binary): Layout {
    const terms: Binary[] = [];
    let first: Expression = expression;
    while (first.kind === 'binary' && isSum(first) && precedence(first.operator) === precedence(expression.operator)) {
      terms.unshift(first);
      first = first.left;
    }
    // `and` between `or` would be clear to the machine alone.
    const place = expression.operator === 'or' ? level.operation + precedence('==') : levelOf(expression) + 1;
    const parts: Layout[] = [this.#print(first, place)];
    for (const { operator, right } of terms) parts.push(line, this.word(operator), space, this.#print(right, place));
    return group(aligned(concat(parts)));
  }

  #infix(left: Expression, operator: string, right: Expression): Layout {
    const place = level.operation + precedence(operator);
    return concat([this.#print(left, place), space, this.word(operator), space, this.#print(right, place + 1)]);
  }

  #suffixed(value: Expression, keyword: string, rest: () => Layout, top: boolean): Layout {
    // What stands behind an `else` would belong to that side alone.
    const isWhole = value.kind !== 'conditional' || value.otherwise === undefined;
    const printed = isWhole ? this.#print(value, level.any, top) : this.#grouped(value);
    return group(aligned(concat([printed, line, this.word(keyword), space, rest()])));
  }

  // `a when c else b when d else e`: too long, it breaks in front of every `else`.
  #conditional(expression: Conditional, top: boolean): Layout {
    const sides: Layout[] = [];
    for (let side: Expression | undefined = expression; side !== undefined; ) {
      const isFirst = side === expression;
      if (!isFirst) sides.push(line, this.word('else'), space);
      if (side.kind !== 'conditional') {
        sides.push(this.#print(side, level.any));
        break;
      }
      const { value, condition, otherwise }: Conditional = side;
      sides.push(this.#suffixed(value, 'when', () => this.#print(condition, level.operation), top && isFirst));
      side = otherwise;
    }
    return sides.length === 1 ? concat(sides) : group(aligned(concat(sides)));
  }

  #side(end: Expression): Layout {
    return this.#print(end, level.operand);
  }

  // What may stand before or behind a word that only its place makes a word of the language.
  #plain(side: Expression): Layout {
    const plain = side.kind === 'number' || side.kind === 'reference' || side.kind === 'call';
    return plain ? this.#bare(side, false) : this.#grouped(side);
  }
}

/** Words that mean something else right behind a value. */
const contextual: ReadonlySet<string> = new Set(['x', 'normal', 'synthetic']);

function firstName(expression: Expression): string | undefined {
  if (expression.kind === 'reference') return expression.path[0]?.text;
  if (expression.kind === 'call') return expression.callee.text;
  return expression.kind === 'samples' ? firstName(expression.count) : undefined;
}

// Further rows begin below the first arrow where a name and its first step share a row, else below the input.
function chainOf(rows: readonly (readonly Layout[])[], startsWithName: boolean): Layout {
  const groups = (list: typeof rows) =>
    join(
      [hardline],
      list.map((row) => group(concat(join([line], row)))),
    );
  const [[input, ...steps] = [], ...others] = rows;
  if (input && steps.length > 0 && others.length > 0 && startsWithName)
    return concat([input, space, aligned(concat(groups([steps, ...others])))]);
  return aligned(concat(groups(rows)));
}

function isSum({ operator }: Binary): boolean {
  return operator === '+' || operator === '-' || operator === 'and' || operator === 'or';
}

function levelOf(expression: Expression): number {
  switch (expression.kind) {
    case 'restricted':
    case 'conditional':
      return level.any;
    case 'choice':
      return level.choice;
    case 'pipe':
      return level.pipe;
    case 'binary':
      return level.operation + precedence(expression.operator);
    case 'within':
      return level.operation + precedence('in');
    case 'range':
      return level.operation + precedence('..');
    case 'size':
      return level.operation + precedence('x');
    default:
      return level.operand;
  }
}
