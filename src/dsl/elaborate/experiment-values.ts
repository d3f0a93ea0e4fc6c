// The values of one parameter of an experiment: a list, a range of whole numbers, a list with ranges in it, or `all`. Each is kept as
// the text that `--set` would take, with its place in the file.
import { type Diagnostic, makeDiagnostic, type Reporter } from '../../diagnostics/diagnostic.ts';
import { joinSpans, type Span, textAt } from '../../diagnostics/source-file.ts';
import type { Expression, Name } from '../syntax/ast.ts';
import { dottedValues, meantByDots } from '../syntax/left-out-values.ts';
import { quoted } from '../syntax/quoted.ts';
import type { CommandWord } from './command-words.ts';

export interface ExperimentValue {
  readonly name: string;
  /** As `--set` takes it: `8`, `bottle`, `"a b"`. */
  readonly text: string;
  /** Where the parameter and the value stand. */
  readonly word: CommandWord;
}

export interface ReadValues {
  readonly values: readonly ExperimentValue[] | 'all';
  /** All that is written, as one value: what `set` takes. */
  readonly written: ExperimentValue;
}

/** More than anybody waits for, of one parameter. */
const mostValues = 10_000;

/** Undefined where an error was reported. `key`: `set` takes one value, the others several. */
export function readValues(key: string, name: Name, value: Expression, reporter: Reporter): ReadValues | undefined {
  const written = spelled(name, value);
  if (value.kind === 'missing') return undefined;
  if (key === 'set') return readOne(name, value, written, reporter);
  if (isAll(value)) return { values: 'all', written };
  if (value.kind !== 'list' && value.kind !== 'range') {
    refuseOne(key, name, value, reporter);
    return undefined;
  }
  if (value.kind === 'list' && hasDots(value, reporter)) return undefined;
  const items = value.kind === 'list' ? value.items : [value];
  if (items.length === 0) {
    const hint = 'write them between the brackets, or leave the line out';
    refuse(value.span, `\`${key}.${name.text}\` has no values`, reporter, hint);
  }
  const values = items.flatMap((item) => expanded(name, item, reporter));
  const firsts = new Map<string | number, ExperimentValue>();
  for (const one of values) {
    // `8` and `8.0`
    const number = Number(one.text);
    const same = Number.isNaN(number) ? one.text : number;
    if (firsts.has(same))
      refuse(one.word.value, `${one.text} is given twice: each value is a run`, reporter, 'take one of them out');
    else firsts.set(same, one);
  }
  return { values: [...firsts.values()], written };
}

// In YAML they are a text like any other.
function hasDots({ items }: { readonly items: readonly Expression[] }, reporter: Reporter): boolean {
  const at = items.findIndex((item) => item.kind === 'text' && /^(?:\.{2,4}|…)$/.test(item.value));
  const [dots, last, first] = [items[at], items[at + 1], items[0]];
  if (dots === undefined) return false;
  const numbers = items.slice(0, at).map((item) => wholeNumber(item) ?? Number.NaN);
  const meant = meantByDots(numbers, (last && wholeNumber(last)) ?? Number.NaN);
  const fix = meant && first && last && { span: joinSpans(first.span, last.span), text: meant };
  const hint = fix ? `write \`${fix.text}\`` : 'write them one by one, or as a range: `1..5`';
  refuse(dots.span, 'values are left out', reporter, hint, fix || undefined);
  return true;
}

/** `all` of a parameter that names no category. */
export function allOfNothing({ name, word }: ExperimentValue): Diagnostic {
  const problem = `\`all\` stands for the categories of the data source, which \`${name}\` does not name`;
  const hint = 'write the values in place of `all`, in brackets: `[A, B]`';
  return makeDiagnostic('bad-experiment', word.value, { problem }, { hint });
}

// A list without its brackets, a range in quotes, one value.
function refuseOne(key: string, name: Name, value: Expression, reporter: Reporter): void {
  const { span } = value;
  const problem = `\`${key}.${name.text}\` takes a list, a range such as \`1..5\`, or \`all\``;
  if (value.kind === 'text' && /^(?:all|-?\d+\.\.-?\d+)$/.test(value.value)) {
    const fix = { span, text: value.value };
    refuse(span, problem, reporter, `without quotes it is no text: \`${fix.text}\``, fix);
  } else if (value.kind === 'text' && dottedValues.test(value.value)) {
    const [, before = '', , last = ''] = dottedValues.exec(value.value) ?? [];
    const meant = meantByDots(before.split(',').map(Number), Number(last));
    const fix = meant && { span, text: `[${meant}]` };
    refuse(span, problem, reporter, fix ? `write \`${fix.text}\`` : 'write them one by one', fix || undefined);
  } else if (isPlain(value) || value.kind === 'choice') {
    const fix = { span, text: `[${listed(value)}]` };
    refuse(span, problem, reporter, `write \`${fix.text}\`, or \`set.${name.text}\` for one value`, fix);
  } else refuse(span, problem, reporter, 'write the values themselves, such as `[8, 16]`');
}

function readOne(name: Name, value: Expression, written: ExperimentValue, reporter: Reporter): ReadValues | undefined {
  if (isPlain(value)) return { values: [written], written };
  const hint = `for several values write \`each.${name.text}\`, \`compare.${name.text}\` or \`repeat.${name.text}\``;
  refuse(value.span, `\`set.${name.text}\` takes one value`, reporter, hint);
  return undefined;
}

function expanded(name: Name, item: Expression, reporter: Reporter): readonly ExperimentValue[] {
  if (item.kind !== 'range') {
    if (isPlain(item)) return [spelled(name, item)];
    if (item.kind !== 'missing')
      refuse(
        item.span,
        'a value is a number, a string, `true` or `false`, or a range of whole numbers',
        reporter,
        item.kind === 'reference'
          ? 'a text stands in quotes'
          : 'what is computed stands in the pipeline, as one of its parameters',
      );
    return [];
  }
  const [from, to] = [wholeNumber(item.from), wholeNumber(item.to)];
  if (from === undefined || to === undefined) {
    const hint = 'write other values one by one, such as `[0.5, 1, 1.5]`';
    refuse(item.span, 'a range of values is one of whole numbers', reporter, hint);
  } else if (to < from)
    refuse(item.span, 'the range ends before it begins', reporter, 'write the smaller number first');
  else if (to - from >= mostValues)
    refuse(
      item.span,
      `the range has more than ${mostValues.toLocaleString('en')} values`,
      reporter,
      'each value is a run: name those that matter',
    );
  else {
    const { word } = spelled(name, item);
    return Array.from({ length: to - from + 1 }, (_, i) => ({ name: name.text, text: String(from + i), word }));
  }
  return [];
}

function refuse(
  span: Span,
  problem: string,
  reporter: Reporter,
  hint?: string,
  fix?: { readonly span: Span; readonly text: string },
): void {
  reporter.report('bad-experiment', span, { problem }, { ...(hint && { hint }), ...(fix && { fix }) });
}

// `bce | focal`, as a draw is written in `augment`.
function listed(value: Expression): string {
  return textAt(value.span).replaceAll(/\s*\|\s*/g, ', ');
}

function isAll(value: Expression): boolean {
  return value.kind === 'reference' && value.path.length === 1 && value.path[0]?.text === 'all';
}

function isPlain(value: Expression): boolean {
  return value.kind === 'number' || value.kind === 'text' || value.kind === 'boolean' || isNegative(value);
}

function isNegative(value: Expression): boolean {
  return value.kind === 'unary' && value.operator === '-' && value.operand.kind === 'number';
}

function wholeNumber(value: Expression): number | undefined {
  if (value.kind === 'unary' && value.operator === '-') {
    const found = wholeNumber(value.operand);
    return found === undefined ? undefined : -found;
  }
  return value.kind === 'number' && value.unit === undefined && Number.isSafeInteger(value.value)
    ? value.value
    : undefined;
}

function spelled(name: Name, value: Expression): ExperimentValue {
  return { name: name.text, text: textOf(value), word: { name: name.span, value: value.span } };
}

// A string without its quotes where it is a word, so that folders and tables are called as with `--each`; else as the language writes
// it, which YAML does not.
function textOf(value: Expression): string {
  const written = textAt(value.span);
  if (value.kind === 'number') return written.replaceAll('_', '');
  if (value.kind !== 'text') return written;
  const isWord = /^[A-Za-z_][\w-]*$/.test(value.value) && value.value !== 'true' && value.value !== 'false';
  return isWord ? value.value : quoted(value.value);
}
