// A file to a layout: items and statements one below the other, their `=` and weights lined up.
import type { Span } from '../../../diagnostics/source-file.ts';
import type {
  Binding,
  Block,
  Expression,
  ImportedName,
  Item,
  Network,
  Param,
  Parameter,
  PipelineFile,
  Return,
  Section,
  Statement,
  Use,
} from '../../syntax/ast.ts';
import { type Cells, columnWidths } from './columns.ts';
import { ExpressionPrinter } from './expressions.ts';
import {
  before,
  concat,
  group,
  hardline,
  join,
  type Layout,
  line,
  nested,
  placesOf,
  softline,
  space,
  spaces,
  word,
} from './layout.ts';
import type { Original } from './places.ts';

/** The most blanks before `=` that lining up may cost. */
const widestNameFill = 24;
/** The same before the weight of a loss. */
const widestWeightFill = 6;

export function printFile(file: PipelineFile, original: Original): Layout {
  return new ItemPrinter(original).file(file);
}

/** How many blanks come before `=` and before the value. */
interface Fill {
  readonly name: number;
  readonly weight: number;
}

class ItemPrinter extends ExpressionPrinter {
  file({ version, doc, items }: PipelineFile): Layout {
    const parts: Layout[] = [word('', -1)];
    if (version) {
      const keyword = this.word('anoseg');
      parts.push(this.#gap(keyword, false), concat([keyword, space, this.word(version.text, version.span)]));
    }
    if (doc !== undefined && !this.original.hasDocComments) {
      // It has a place of its own, so that comments come behind it.
      const at = word('', (version?.span.start ?? -1) + 0.5);
      parts.push({ kind: 'gap', blank: false, required: version !== undefined }, concat([docLines(doc), at]));
    }
    const fills = this.#paramFills(items);
    items.forEach((item, i) => {
      const previous = items[i - 1];
      const printed = this.#item(item, fills[i] ?? noFill);
      const apart = previous ? previous.kind !== item.kind || isBraced(item) : parts.length > 1;
      parts.push(this.#gap(printed, apart), printed);
    });
    return concat([...parts, word('', Infinity)], true);
  }

  #item(item: Item, fill: Fill): Layout {
    switch (item.kind) {
      case 'use':
        return this.#use(item);
      case 'param':
        return this.#param(item, fill);
      case 'section':
        return concat([this.word(item.section, item.keyword), space, this.#body(item, item.section === 'loss')]);
      case 'network':
      case 'block':
        return this.#documented(item.doc, () => this.#definition(item));
    }
  }

  #use({ path, names }: Use): Layout {
    const head = concat([this.word('use'), space, this.text(path), space]);
    return concat([
      head,
      this.bracketed(
        ['{', '}'],
        names.map((name) => () => this.#imported(name)),
        { spaced: true },
      ),
    ]);
  }

  #imported({ name, alias }: ImportedName): Layout {
    const printed = this.name(name);
    return alias === name ? printed : concat([printed, space, this.word('as'), space, this.name(alias)]);
  }

  #param({ name, value, bounds, doc }: Param, fill: Fill): Layout {
    return this.#documented(doc, () => {
      const head = concat([this.word('param'), space, this.name(name), spaces(fill.name + 1), this.word('='), space]);
      // `a in b` is one expression to the parser.
      const whole: Expression = bounds ? { kind: 'within', value, bounds, span: value.span } : value;
      return concat([head, this.value(whole)]);
    });
  }

  #definition({ kind, name, parameters, statements, span }: Network | Block): Layout {
    const head = concat([this.word(kind), space, this.name(name)]);
    const list = this.bracketed(
      ['(', ')'],
      parameters.map((parameter) => () => this.#parameter(parameter)),
    );
    return concat([head, list, space, this.#body({ statements, span }, false)]);
  }

  #parameter({ name, default: standard }: Parameter): Layout {
    const printed = this.name(name);
    if (standard === undefined) return printed;
    return concat([printed, space, this.word('='), space, this.expression(standard)]);
  }

  #body({ statements, span }: Pick<Section, 'statements' | 'span'>, isLoss: boolean): Layout {
    const open = this.word('{');
    const fills = this.#bindingFills(statements, isLoss);
    const inside: Layout[] = [open];
    statements.forEach((statement, i) => {
      const printed = this.#statement(statement, fills[i] ?? noFill);
      inside.push(this.#gap(printed, false), printed);
    });
    const close = this.word('}', span);
    const edge = statements.length === 0 ? softline : hardline;
    return group(concat([nested(concat([...inside, before(close)], true)), edge, close]));
  }

  #statement(statement: Statement, fill: Fill): Layout {
    if (statement.kind === 'return') return this.#return(statement);
    return this.#documented(statement.doc, () => this.#binding(statement, fill));
  }

  #binding({ targets, value }: Binding, fill: Fill): Layout {
    const names = join(
      [word(',', undefined), space],
      targets.map((target) => this.reference(target)),
    );
    const equals = [spaces(fill.name + 1), this.word('='), spaces(fill.weight + 1)];
    return concat([...names, ...equals, this.value(value)]);
  }

  // Several results stand without brackets where they fit on the line.
  #return({ value, span }: Return): Layout {
    const keyword = concat([this.word('return', span), space]);
    if (value.kind !== 'tuple') return concat([keyword, this.value(value)]);
    const items = join(
      [word(',', undefined), line],
      value.items.map((item) => this.expression(item)),
    );
    const open: Layout = { kind: 'broken-only', text: '(' };
    const close: Layout = { kind: 'broken-only', text: ')' };
    return concat([keyword, group(concat([nested(concat([open, softline, ...items])), softline, close]))]);
  }

  #documented(doc: string | undefined, print: () => Layout): Layout {
    if (doc === undefined || this.original.hasDocComments) return print();
    return concat([docLines(doc), hardline, print()]);
  }

  #gap(next: Layout, required: boolean): Layout {
    return { kind: 'gap', blank: this.original.blankBefore(placesOf(next).from), required };
  }

  #paramFills(items: readonly Item[]): readonly Fill[] {
    const keys = this.#neighbourhoods(items);
    const widths = items.map((item) => (item.kind === 'param' ? item.name.text.length : undefined));
    return fillsOf(widths, keys, widestNameFill).map((name) => ({ name, weight: 0 }));
  }

  #bindingFills(statements: readonly Statement[], isLoss: boolean): readonly Fill[] {
    const keys = this.#neighbourhoods(statements);
    const bindings = statements.map((statement) => (statement.kind === 'binding' ? statement : undefined));
    const names = fillsOf(
      bindings.map((binding) => binding && widthOfNames(binding)),
      keys,
      widestNameFill,
    );
    const weights = bindings.map((binding) => (binding && isLoss ? widthOfWeight(binding.value) : undefined));
    const fills = fillsOf(weights, keys, widestWeightFill);
    return names.map((name, i) => ({ name, weight: fills[i] ?? 0 }));
  }

  /** A number for each, the same for neighbours with nothing between them. */
  #neighbourhoods(nodes: readonly { readonly span: Span; readonly doc?: string | undefined }[]): readonly number[] {
    let current = 0;
    return nodes.map((node, i) => {
      const previous = nodes[i - 1];
      const printsDoc = node.doc !== undefined && !this.original.hasDocComments;
      if (previous && (printsDoc || !this.original.areNeighbours(previous.span, node.span))) current += 1;
      return current;
    });
  }
}

const noFill: Fill = { name: 0, weight: 0 };

/** How many blanks each width lacks to the widest of its run; undefined widths line up with nobody. */
function fillsOf(widths: readonly (number | undefined)[], keys: readonly number[], limit: number): readonly number[] {
  const cells = widths.map((width, i): Cells => ({ key: width && keys[i], widths: [width ?? 0], rest: 0 }));
  return columnWidths(cells, limit).map(([widest = 0], i) => widest - (widths[i] ?? widest));
}

function widthOfNames({ targets }: Binding): number {
  return targets.map(({ path }) => path.map(({ text }) => text).join('.')).join(', ').length;
}

// The number that a value begins with, where it is a factor.
function widthOfWeight(value: Expression): number | undefined {
  if (value.kind === 'restricted' || value.kind === 'conditional') return widthOfWeight(value.value);
  if (value.kind !== 'binary') return undefined;
  const { operator, left } = value;
  if (operator === '*' && left.kind === 'number') return left.text.length;
  const goesOn =
    operator === '*' ? left.kind === 'binary' && left.operator === '*' : operator === '+' || operator === '-';
  return goesOn ? widthOfWeight(left) : undefined;
}

function docLines(doc: string): Layout {
  return concat(
    join(
      [hardline],
      doc.split('\n').map((text) => word(`/// ${text}`.trimEnd(), undefined)),
    ),
  );
}

function isBraced({ kind }: Item): boolean {
  return kind === 'section' || kind === 'network' || kind === 'block';
}
