// The structure of a YAML file to the syntax tree of the language, with places in the YAML. What does not
// fit has been reported by structure.ts, and is left out here.

import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { anyValue } from '../../../diagnostics/echoes.ts';
import { nearest } from '../../../diagnostics/nearest.ts';
import { joinSpans, type Span } from '../../../diagnostics/source-file.ts';
import type { Expression, ImportedName, Item, NumberLiteral, Parameter, Statement, Use } from '../../syntax/ast.ts';
import { type Name, sectionNames } from '../../syntax/ast.ts';
import type { ParsedFile } from '../../syntax/grammar.ts';
import type { Comment } from '../../syntax/parsed.ts';
import { unwrittenVersion } from '../../syntax/version.ts';
import type { SequenceForm } from '../../syntax/vocabulary.ts';
import { formInSection } from '../arguments.ts';
import { readName, readTargets } from '../names.ts';
import { entryOf, type YamlEntry, type YamlMapping, type YamlNode, type YamlScalar } from '../node.ts';
import { type DocComments, docComments } from './doc-comments.ts';
import { readLiteral } from './literals.ts';
import { ExperimentReader } from './lower-experiment.ts';
import type { ExpressionReader } from './lower-expressions.ts';

export class PipelineReader {
  /** Names that what could not be read may have declared. */
  readonly lost = new Set<string>();
  readonly #docs: DocComments;

  constructor(
    readonly values: ExpressionReader,
    readonly reporter: Reporter,
    comments: readonly Comment[],
  ) {
    this.#docs = docComments(comments);
  }

  file(written: YamlMapping): ParsedFile {
    const root = withSpelling(written);
    const version = entryOf(root, 'anoseg');
    return {
      version: version && this.#version(version),
      doc: docOf(root),
      items: root.entries.flatMap((entry) => this.#items(entry)),
    };
  }

  #version({ value }: YamlEntry): NumberLiteral {
    const isNumber = value.kind === 'scalar' && typeof value.value === 'number';
    const read = isNumber ? this.values.scalar(value) : undefined;
    return read?.kind === 'number' ? read : unwrittenVersion(value.span);
  }

  #items({ key, value }: YamlEntry): readonly Item[] {
    const section = sectionNames.find((name) => name === key.text);
    if (section !== undefined) {
      const statements =
        section === 'experiment'
          ? new ExperimentReader(this.values, this.#docs, this.reporter).statements(value)
          : this.#statements(value, (name) => formInSection(section, name));
      if (value.kind !== 'mapping' || value.isIncomplete === true)
        this.values.broken.push(joinSpans(key.span, value.span));
      return [{ kind: 'section', section, keyword: key.span, statements, span: joinSpans(key.span, value.span) }];
    }
    switch (key.text) {
      case 'use':
        return value.kind === 'sequence' ? value.items.flatMap((item) => this.#use(item)) : [];
      case 'param':
        return entriesOf(value).map((entry) => this.#param(entry));
      case 'network':
      case 'block':
        return entriesOf(value).map((entry) => this.#definition(key.text === 'network' ? 'network' : 'block', entry));
      default:
        return [];
    }
  }

  #use(node: YamlNode): readonly Use[] {
    if (node.kind !== 'mapping') return [];
    const from = entryOf(node, 'from')?.value;
    const list = entryOf(node, 'import')?.value;
    const names = list?.kind === 'sequence' ? list.items.flatMap((item) => this.#imported(item)) : [];
    // Which operations it would have brought is unknown.
    if (list?.kind !== 'sequence') this.lost.add('*');
    if (from?.kind !== 'scalar') {
      for (const { alias } of names) this.lost.add(alias.text);
      return [];
    }
    return [{ kind: 'use', path: { kind: 'text', value: from.text, span: from.span }, names, span: node.span }];
  }

  #imported(node: YamlNode): readonly ImportedName[] {
    if (node.kind === 'scalar') {
      const name = readName(node, this.reporter);
      return name ? [{ name, alias: name }] : [];
    }
    const entry = onlyEntry(node);
    const name = entry && readName(entry.key, this.reporter);
    const alias = entry?.value.kind === 'scalar' ? readName(entry.value, this.reporter) : undefined;
    return name && alias ? [{ name, alias }] : [];
  }

  #param({ key, value }: YamlEntry): Item {
    const name = this.#nameOf(key);
    const span = joinSpans(key.span, value.span);
    if (value.kind !== 'mapping') {
      const read = value.kind === 'scalar' ? this.#literal(value, name) : this.#missing(value.span, name);
      return { kind: 'param', name, value: read, bounds: undefined, doc: undefined, span };
    }
    const literal = entryOf(value, 'value')?.value;
    const expression = entryOf(value, 'expression')?.value;
    const read =
      literal?.kind === 'scalar'
        ? this.#literal(literal, name)
        : expression
          ? this.values.read(expression, 'list')
          : this.#missing(value.span, name);
    const within = entryOf(value, 'in');
    return {
      kind: 'param',
      name,
      value: read,
      bounds: within && this.values.read(within.value, 'list', within.key),
      doc: docOf(value),
      span,
    };
  }

  #literal(scalar: YamlScalar, name: Name): Expression {
    return readLiteral(scalar, this.values, this.reporter) ?? this.#missing(scalar.span, name);
  }

  #definition(kind: 'network' | 'block', { key, value }: YamlEntry): Item {
    const name = this.#nameOf(key);
    const span = joinSpans(key.span, value.span);
    if (value.kind !== 'mapping') {
      this.values.broken.push(span);
      this.lost.add(anyValue);
      return { kind, name, parameters: [], statements: [], doc: undefined, span };
    }
    const list = entryOf(value, kind === 'network' ? 'inputs' : 'parameters')?.value;
    // A lone name is told as one that wants brackets; what it names is there all the same.
    if (list !== undefined && list.kind !== 'sequence') this.lost.add(anyValue);
    if (partNames.includes(name.text)) this.values.doubtful.push(key.span);
    const isLone = list?.kind === 'scalar' && /^[A-Za-z_]\w*$/.test(list.text);
    const items = list?.kind === 'sequence' ? list.items : isLone ? [list] : [];
    const parameters = items.flatMap((item) => this.#parameter(item));
    const body = entryOf(value, 'values');
    const result = kind === 'block' ? entryOf(value, 'return') : undefined;
    const statements = [
      ...(body ? this.#statements(body.value, () => 'chain') : []),
      ...(result ? this.#statement(result, 'chain') : []),
    ];
    return { kind, name, parameters, statements, doc: docOf(value), span };
  }

  #parameter(node: YamlNode): readonly Parameter[] {
    if (node.kind === 'scalar') {
      const name = readName(node, this.reporter);
      return name ? [{ name, default: undefined, span: name.span }] : [];
    }
    const entry = onlyEntry(node);
    const name = entry && readName(entry.key, this.reporter);
    if (entry === undefined || name === undefined) return [];
    const standard = this.values.read(entry.value, 'list', entry.key);
    return [{ name, default: standard, span: joinSpans(name.span, standard.span) }];
  }

  #statements(node: YamlNode, formOf: (key: string) => SequenceForm): readonly Statement[] {
    return entriesOf(node).flatMap((entry) => this.#statement(entry, formOf(entry.key.text)));
  }

  #statement({ key, value }: YamlEntry, form: SequenceForm): readonly Statement[] {
    const brokenBefore = this.values.broken.length;
    const expression = this.values.read(value, form, key);
    const span = joinSpans(key.span, expression.span);
    if (key.text === 'return') return [{ kind: 'return', value: expression, span }];
    const targets = readTargets(key, this.reporter);
    if (targets === undefined) return [];
    if (this.values.broken.length > brokenBefore)
      for (const { path } of targets) if (path[0]) this.lost.add(path[0].text);
    return [{ kind: 'binding', targets, value: expression, doc: this.#docs.above(key.span), span }];
  }

  #nameOf(key: YamlScalar): Name {
    return readName(key, this.reporter) ?? { kind: 'name', text: '', span: key.span };
  }

  #missing(span: Span, name: Name): Expression {
    this.lost.add(name.text);
    return this.values.missing(span);
  }
}

/** Names that calls of a file can have, beside those of operations. */
export function declaredNames(root: YamlMapping): {
  own: ReadonlyMap<string, readonly string[]>;
  imported: readonly string[];
} {
  const definitions = (section: string, list: string) =>
    entriesOf(entryOf(root, section)?.value).map(({ key, value }) => {
      const names = value.kind === 'mapping' ? entryOf(value, list)?.value : undefined;
      return [key.text, itemsOf(names).flatMap((item) => onlyEntry(item)?.key.text ?? textOf(item))] as const;
    });
  const uses = itemsOf(entryOf(root, 'use')?.value).flatMap((use) =>
    itemsOf(use.kind === 'mapping' ? entryOf(use, 'import')?.value : undefined),
  );
  return {
    own: new Map([...definitions('network', 'inputs'), ...definitions('block', 'parameters')]),
    imported: uses.flatMap((item) => textOf(onlyEntry(item)?.value ?? item)),
  };
}

/** Keys of networks and blocks, no good names of one: mostly they are not indented far enough. */
const partNames = ['inputs', 'parameters', 'values', 'return', 'doc'];

// A section that is misspelt has been reported; what is in it is read all the same.
function withSpelling(root: YamlMapping): YamlMapping {
  const names: readonly string[] = ['use', 'param', 'network', 'block', ...sectionNames];
  const entries = root.entries.map((entry): YamlEntry => {
    const { text } = entry.key;
    const meant = names.includes(text) ? undefined : nearest(text, ['anoseg', 'doc', ...names]);
    if (meant === undefined || entryOf(root, meant) !== undefined) return entry;
    return { ...entry, key: { ...entry.key, text: meant } };
  });
  return { ...root, entries };
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}

function textOf(node: YamlNode): readonly string[] {
  return node.kind === 'scalar' ? [node.text] : [];
}

function entriesOf(node: YamlNode | undefined): readonly YamlEntry[] {
  return node?.kind === 'mapping' ? node.entries : [];
}

function onlyEntry(node: YamlNode): YamlEntry | undefined {
  return node.kind === 'mapping' && node.entries.length === 1 ? node.entries[0] : undefined;
}

function docOf(mapping: YamlMapping): string | undefined {
  const doc = entryOf(mapping, 'doc')?.value;
  if (doc?.kind !== 'scalar') return undefined;
  return doc.text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}
