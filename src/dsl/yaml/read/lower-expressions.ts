// YAML nodes to expressions. A scalar is an expression of the language; a sequence is a chain or a list, by its place; a
// mapping with one key is a call. What cannot be one of these is reported here.

import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { suggest } from '../../../diagnostics/nearest.ts';
import { joinSpans, type Span } from '../../../diagnostics/source-file.ts';
import type { Argument, Expression, Name } from '../../syntax/ast.ts';
import type { Comment, Syntax } from '../../syntax/parsed.ts';
import type { SequenceForm } from '../../syntax/vocabulary.ts';
import { type NamesInView, placeArguments } from '../arguments.ts';
import { readName, readPath } from '../names.ts';
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
  /** Values of one line in which the language finds a mistake. */
  readonly unreadable: Span[] = [];
  /** Keys that name neither a call nor an argument that is known: right for some blocks, mostly a slip. */
  readonly doubtful: Span[] = [];

  constructor(
    readonly syntax: Pick<Syntax, 'parseExcerpt'>,
    readonly view: NamesInView,
    readonly reporter: Reporter,
  ) {}

  /** `form`: what a sequence is in this place. */
  read(node: YamlNode, form: SequenceForm, key?: YamlScalar): Expression {
    switch (node.kind) {
      case 'scalar':
        return this.scalar(node);
      case 'nothing':
        return node.isReported === true ? this.missing(node.span) : this.#expected('nothing', key?.span ?? node.span);
      case 'sequence':
        return form === 'chain' || form === 'step' ? this.#chain(node, form) : this.#list(node, form);
      case 'mapping':
        return this.#keyed(node, form === 'step');
    }
  }

  scalar(scalar: YamlScalar): Expression {
    if (scalar.value === null) return this.#expected(`\`${scalar.text}\``, scalar.span);
    if (scalar.excerpt.text.trim() === '') return this.#expected('nothing', scalar.span);
    const { expression, comments, isBroken } = this.syntax.parseExcerpt(scalar.excerpt, this.reporter);
    this.comments.push(...comments);
    if (isBroken) this.broken.push(scalar.span);
    const isMisshapen = scalar.isPlain && /[\r\n]|^\w+[ \t]+["'\d.-]/.test(scalar.excerpt.text);
    if (isBroken && !isMisshapen) this.unreadable.push(scalar.span);
    return expression;
  }

  missing(span: Span): Expression {
    this.broken.push(span);
    return { kind: 'missing', span };
  }

  #expected(found: string, span: Span): Expression {
    this.reporter.report('yaml-structure', span, { expected: 'a value', found });
    return this.missing(span);
  }

  #chain({ items, span }: YamlSequence, form: 'chain' | 'step'): Expression {
    const [input, ...steps] = items.map((item, i) => this.read(item, i === 0 ? form : 'step'));
    if (input === undefined) {
      this.reporter.report('yaml-structure', span, { expected: 'a value and its steps', found: 'an empty sequence' });
      return this.missing(span);
    }
    const last = steps.at(-1);
    return last === undefined ? input : { kind: 'pipe', input, steps, span: joinSpans(input.span, last.span) };
  }

  #list({ items, span }: YamlSequence, form: 'list' | 'steps'): Expression {
    return { kind: 'list', items: items.map((item) => this.read(item, form === 'steps' ? 'step' : 'list')), span };
  }

  #keyed(mapping: YamlMapping, isStep: boolean): Expression {
    const [entry, ...others] = mapping.entries;
    if (entry === undefined || others.length > 0) {
      if (mapping.isIncomplete !== true) this.#reportKeys(mapping);
      return this.missing(mapping.span);
    }
    if (entry.key.text === 'maybe') return this.#before(entry, 'chance');
    // A block may have the name.
    const isRepeated = entry.key.text === 'repeat' && entry.value.kind === 'mapping' && entryOf(entry.value, 'do');
    return isRepeated ? this.#before(entry, 'times') : this.#call(entry, isStep);
  }

  #reportKeys({ entries, span }: YamlMapping): void {
    const found = entries.length === 0 ? 'none' : `${entries.length} keys`;
    const [first, second] = entries;
    const isFlat = first?.value.kind === 'nothing' && !this.view.isCallable(second?.key.text ?? '');
    const hint = isFlat
      ? `indent what belongs to \`${first.key.text}\` further than it`
      : 'in a chain, and among arguments, each has a dash of its own';
    const extras = entries.length === 0 ? {} : { hint };
    this.reporter.report('yaml-structure', span, { expected: 'one key, the name of what is called', found }, extras);
  }

  // `maybe: {chance: 50%, do: step}`, `repeat: {times: 4, do: step}`
  #before({ key, value }: YamlEntry, setting: 'chance' | 'times'): Expression {
    const span = joinSpans(key.span, value.span);
    const names = [setting, 'do'];
    const section = key.text;
    if (value.kind !== 'mapping') {
      const expected = `a mapping with \`${setting}\` and \`do\``;
      const found = value.kind === 'scalar' ? `\`${value.text}\`` : value.kind === 'nothing' ? 'nothing' : 'a sequence';
      const hint = `write \`${section}: {${setting}: ${setting === 'chance' ? '50%' : '4'}, do: …}\``;
      const place = value.kind === 'nothing' ? key.span : value.span;
      this.reporter.report('yaml-structure', place, { expected, found }, { hint });
      return this.missing(span);
    }
    for (const { key: other } of value.entries.filter((entry) => !names.includes(entry.key.text))) {
      const extras = suggest(other.text, names, other.span, `it has \`${setting}\`, \`do\``);
      this.reporter.report('unknown-key', other.span, { name: other.text, section }, extras);
    }
    const [given, done] = [entryOf(value, setting), entryOf(value, 'do')];
    if (given === undefined || done === undefined) {
      const isWhole = value.entries.length < 2 && value.isIncomplete !== true;
      const name = given === undefined ? setting : 'do';
      if (isWhole) this.reporter.report('missing-key', key.span, { name, section, expected: 'a value' });
      return this.missing(span);
    }
    const [often, step] = [this.read(given.value, 'list', given.key), this.read(done.value, 'step', done.key)];
    return setting === 'chance'
      ? { kind: 'chance', chance: often, step, span }
      : { kind: 'repetition', times: often, step, span };
  }

  #call({ key, value }: YamlEntry, isStep: boolean): Expression {
    const path = readPath(key, this.reporter);
    if (!this.view.isCallable(key.text)) this.doubtful.push(key.span);
    const span = joinSpans(key.span, value.span);
    if (value.kind === 'nothing' && value.isReported !== true) {
      const hint = `a call without arguments is its name alone: \`${key.text}\``;
      this.reporter.report('yaml-structure', key.span, { expected: 'arguments', found: 'nothing' }, { hint });
      return this.missing(span);
    }
    const list = this.#arguments(key, value, isStep);
    if (value.kind === 'mapping' && value.isIncomplete === true) this.broken.push(span);
    if (path === undefined) return this.missing(span);
    const [callee, ...members] = path;
    const call = { kind: 'call', callee, arguments: list, span } as const;
    return members.length === 0 ? call : { ...call, members };
  }

  // By name, or in order with some by name, or a single one.
  #arguments(key: YamlScalar, node: YamlNode, isStep: boolean): readonly Argument[] {
    if (node.kind === 'mapping' && (node.entries.length !== 1 || node.isIncomplete === true))
      return this.#byName(key.text, node, isStep);
    const items = node.kind === 'sequence' ? node.items : [node];
    const entries = items.map((item) =>
      item.kind === 'mapping' && item.entries.length === 1 ? item.entries[0] : undefined,
    );
    const places = placeArguments(
      key.text,
      entries.map((entry) => entry?.key.text),
      isStep,
      this.view,
    );
    return items.flatMap((item, i) => {
      const [entry, place] = [entries[i], places[i]];
      const form = place?.form ?? 'chain';
      if (entry !== undefined && place?.isNamed === true) return this.#named(key.text, entry, form);
      return [positional(this.read(item, form, node === item ? key : undefined))];
    });
  }

  #byName(callee: string, { entries }: YamlMapping, isStep: boolean): readonly Argument[] {
    return entries.flatMap((entry) => {
      const [place] = placeArguments(callee, [entry.key.text], isStep, this.view);
      // Of several keys each is a name: one that the call does not have is told by its name.
      return this.#named(callee, entry, place?.form ?? 'chain');
    });
  }

  #named(callee: string, { key, value }: YamlEntry, form: SequenceForm): readonly Argument[] {
    const signature = this.view.signatureOf(callee);
    if (signature && !signature.settings.has(key.text) && !signature.inputs.includes(key.text))
      this.doubtful.push(key.span);
    const name: Name | undefined = readName(key, this.reporter);
    const read = this.read(value, form, key);
    return name === undefined ? [] : [{ name, value: read, span: joinSpans(key.span, read.span) }];
  }
}

function positional(value: Expression): Argument {
  return { name: undefined, value, span: value.span };
}
