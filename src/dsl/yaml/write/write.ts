// A syntax tree as YAML: the parts of the file as mappings, comments beside the lines they belong to.
import type { Span } from '../../../diagnostics/source-file.ts';
import type { PlacedComment } from '../../rewrite/format/weave.ts';
import type {
  Block,
  Expression,
  ImportedName,
  Item,
  Network,
  Param,
  Parameter,
  PipelineFile,
  SectionName,
  Statement,
  Use,
} from '../../syntax/ast.ts';
import { isDocText } from '../../syntax/tokens.ts';
import type { Vocabulary } from '../../syntax/vocabulary.ts';
import { formInSection, type NamesInView, namesInView } from '../arguments.ts';
import { mappingLines, type Out, type OutEntry } from './out.ts';
import { type Body, writeComments } from './write-comments.ts';
import { ExpressionWriter } from './write-expressions.ts';
import { literalScalar } from './write-literals.ts';
import { expressionScalar, proseScalar, textScalar } from './write-scalars.ts';

export interface YamlOptions {
  readonly vocabulary: Vocabulary;
  /** In the order of the text. */
  readonly comments: readonly PlacedComment[];
  blankBefore(place: number | undefined): boolean;
  /** Where a key stands that is no part of the tree, for a file that was YAML before. */
  keyPlace(path: readonly string[]): number | undefined;
  /** How far a section, network or block reaches, comments at its end included. */
  endOfBody(span: Span): number;
  /** Lines of an expression in the language, with the comments that stand inside of it. */
  print(expression: Expression, comments: readonly PlacedComment[], width: number): readonly string[];
}

export function writeYaml(file: PipelineFile, options: YamlOptions): string {
  const writer = new PipelineWriter(options, file);
  const lines = mappingLines(writer.file(file), 0);
  const comments = options.comments.filter((comment) => !writer.hasWritten(comment));
  return writeComments(lines, writer.bodies, comments);
}

class PipelineWriter {
  /** Of sections, networks and blocks: comments at their ends belong to them. */
  readonly bodies: Body[] = [];
  readonly #options: YamlOptions;
  readonly #expressions: ExpressionWriter;
  readonly #written = new Set<PlacedComment>();

  constructor(options: YamlOptions, { items }: PipelineFile) {
    this.#options = options;
    this.#expressions = new ExpressionWriter({
      view: viewOf(items, options.vocabulary),
      hasComments: (span) => this.#inside(span).length > 0,
      print: (expression, width) => {
        const comments = this.#inside(expression.span);
        for (const comment of comments) this.#written.add(comment);
        return options.print(expression, comments, width);
      },
    });
  }

  /** Whether a comment is part of a value or a doc. */
  hasWritten(comment: PlacedComment): boolean {
    return this.#written.has(comment);
  }

  file({ version, doc, items }: PipelineFile): readonly OutEntry[] {
    const parts: OutEntry[] = [];
    const keyPlace = (key: string) => this.#options.keyPlace([key]);
    if (version) {
      const at = keyPlace('anoseg') ?? version.span.start;
      parts.push({ key: 'anoseg', value: expressionScalar(version.text, at), at, blank: false });
    }
    if (doc !== undefined)
      parts.push({ key: 'doc', value: proseScalar(doc, 5), at: keyPlace('doc'), blank: false, isApart: true });
    const groups = new Map<string, { readonly entries: OutEntry[]; readonly items: Out[] }>();
    let before = version?.span.end ?? 0;
    items.forEach((item, i) => {
      const blank = this.#takeDocs(item, before, i === 0 ? doc : undefined);
      before = item.span.end;
      if (item.kind === 'section') {
        parts.push({ ...this.#section(item.section, item.statements, item.keyword, item.span), isApart: true });
        return;
      }
      const group = groups.get(item.kind) ?? { entries: [], items: [] };
      if (!groups.has(item.kind))
        parts.push({
          key: item.kind,
          value: groupOut(item.kind, group),
          at: keyPlace(item.kind),
          blank: false,
          isApart: true,
        });
      groups.set(item.kind, group);
      if (item.kind === 'use') group.items.push(this.#use(item));
      else group.entries.push({ ...this.#declaration(item), blank: blank && group.entries.length > 0 });
    });
    return parts;
  }

  #section(section: SectionName, statements: readonly Statement[], keyword: Span, span: Span): OutEntry {
    this.bodies.push({ from: span.start, to: this.#options.endOfBody(span), indent: 2 });
    const makes = section === 'augment' || section === 'loss';
    const entries = this.#statements(statements, (key, value, at) => {
      if (section === 'experiment') return this.#expressions.literals(key, value, 2, at);
      if (makes) return this.#expressions.entry(key, value, 2, at);
      return this.#expressions.setting(key, value, formInSection(section, key), 2, at);
    });
    return { key: section, value: mappingOut(entries), at: keyword.start, blank: false };
  }

  #statements(
    statements: readonly Statement[],
    write: (key: string, value: Expression, at: number) => OutEntry,
  ): readonly OutEntry[] {
    return statements.map((statement, i) => {
      const key = statement.kind === 'return' ? 'return' : keyOf(statement);
      const at = statement.span.start;
      return { ...write(key, statement.value, at), blank: i > 0 && this.#options.blankBefore(at) };
    });
  }

  #declaration(item: Param | Network | Block): OutEntry {
    return item.kind === 'param' ? this.#param(item) : this.#definition(item);
  }

  #param({ name, value, bounds, doc, span }: Param): OutEntry {
    const at = span.start;
    const literal = literalScalar(value);
    if (literal && bounds === undefined && doc === undefined)
      return { key: name.text, value: literal, at, blank: false };
    const main: OutEntry = literal
      ? { key: 'value', value: literal, at: value.span.start, blank: false }
      : this.#expressions.setting('expression', value, 'list', 4);
    const entries = [main];
    if (bounds) entries.push(this.#expressions.setting('in', bounds, 'list', 4));
    if (doc !== undefined) entries.push(this.#key(['param', name.text, 'doc'], proseScalar(doc, 9)));
    return { key: name.text, value: { kind: 'mapping', entries, isBlock: doc !== undefined }, at, blank: false };
  }

  #definition({ kind, name, parameters, statements, doc, span }: Network | Block): OutEntry {
    const result = kind === 'block' ? statements.findLast((statement) => statement.kind === 'return') : undefined;
    const others = statements.filter((statement) => statement !== result);
    this.bodies.push({
      from: span.start,
      to: this.#options.endOfBody(span),
      indent: result || others.length === 0 ? 4 : 6,
    });
    const entries: OutEntry[] = [];
    const path = [kind, name.text];
    if (doc !== undefined) entries.push(this.#key([...path, 'doc'], proseScalar(doc, 9)));
    if (parameters.length > 0) {
      const items = parameters.map((parameter) => this.#parameter(parameter));
      const list: Out = { kind: 'sequence', items, isBlock: false };
      entries.push(this.#key([...path, kind === 'network' ? 'inputs' : 'parameters'], list));
    }
    const values = this.#statements(others, (key, value, at) => this.#expressions.entry(key, value, 6, at));
    if (values.length > 0) entries.push(this.#key([...path, 'values'], mappingOut(values)));
    if (result) entries.push(this.#expressions.entry('return', result.value, 4, result.span.start));
    return { key: name.text, value: mappingOut(entries), at: span.start, blank: false };
  }

  #key(path: readonly string[], value: Out): OutEntry {
    return { key: path.at(-1) ?? '', value, at: this.#options.keyPlace(path), blank: false };
  }

  #parameter({ name, default: standard }: Parameter): Out {
    const at = name.span.start;
    if (standard === undefined) return { kind: 'scalar', text: name.text, inBrackets: name.text, at };
    const entries = [this.#expressions.setting(name.text, standard, 'list', 6, at)];
    return { kind: 'mapping', entries, isBlock: false, isArgument: true };
  }

  #use({ path, names }: Use): Out {
    const list: Out = { kind: 'sequence', items: names.map(importedOut), isBlock: false };
    const entries: OutEntry[] = [
      { key: 'from', value: textScalar(path.value, path.span.start), at: path.span.start, blank: false },
      { key: 'import', value: list, at: undefined, blank: false },
    ];
    return { kind: 'mapping', entries, isBlock: true };
  }

  // Docs that become keys of their own. Returns whether an empty line stands before all of it.
  #takeDocs(item: Item, from: number, fileDoc: string | undefined): boolean {
    const doc = 'doc' in item ? item.doc : undefined;
    const comments = this.#options.comments.filter(
      ({ at, text }) => at >= from && at < item.span.start && isDocText(text),
    );
    const taken = doc === undefined && fileDoc === undefined ? [] : comments;
    for (const comment of taken) this.#written.add(comment);
    return this.#options.blankBefore(taken[0]?.at ?? item.span.start);
  }

  #inside({ start, end }: Span): readonly PlacedComment[] {
    return this.#options.comments.filter(({ at }) => at > start && at < end);
  }
}

function viewOf(items: readonly Item[], vocabulary: Vocabulary): NamesInView {
  const own = items.flatMap((item) =>
    item.kind === 'network' || item.kind === 'block'
      ? [[item.name.text, item.parameters.map(({ name }) => name.text)] as const]
      : [],
  );
  const imported = items.flatMap((item) => (item.kind === 'use' ? item.names.map(({ alias }) => alias.text) : []));
  return namesInView(vocabulary, new Map(own), imported);
}

function mappingOut(entries: readonly OutEntry[]): Out {
  return { kind: 'mapping', entries, isBlock: entries.length > 0 };
}

function groupOut(
  kind: Item['kind'],
  { entries, items }: { readonly entries: readonly OutEntry[]; readonly items: readonly Out[] },
): Out {
  return kind === 'use' ? { kind: 'sequence', items, isBlock: true } : { kind: 'mapping', entries, isBlock: true };
}

function keyOf({ targets }: Extract<Statement, { kind: 'binding' }>): string {
  return targets.map(({ path }) => path.map(({ text }) => text).join('.')).join(', ');
}

function importedOut({ name, alias }: ImportedName): Out {
  const at = name.span.start;
  if (alias.text === name.text) return { kind: 'scalar', text: name.text, inBrackets: name.text, at };
  const value: Out = { kind: 'scalar', text: alias.text, inBrackets: alias.text, at: alias.span.start };
  return { kind: 'mapping', entries: [{ key: name.text, value, at, blank: false }], isBlock: false, isArgument: true };
}
