// Reads a file that does not parse as a whole, piece by piece: a mistake stays in its statement, and
// all others are read as if it were not there. What a broken piece would have declared is declared
// with a missing value, so that nothing that uses it is reported.

import type { IToken } from 'chevrotain';
import { anyOperation, anyValue } from '../../../diagnostics/echoes.ts';
import { nearest } from '../../../diagnostics/nearest.ts';
import type { Span } from '../../../diagnostics/source-file.ts';
import { joinSpans } from '../../../diagnostics/source-file.ts';
import type { Binding, Item, Name, NumberLiteral, Parameter, Reference, SectionName, Statement } from '../ast.ts';
import { sectionNames } from '../ast.ts';
import type { ParsedFile, PipelineParser } from '../grammar.ts';
import { BindingName, endOf, keyword, NumberToken, TextToken } from '../tokens.ts';
import type { Tree } from '../tree.ts';
import { unwrittenVersion } from '../version.ts';
import { type ItemStart, isDoc, isName, Layout } from './layout.ts';
import type { Breakage } from './piece-reader.ts';
import { PieceReader } from './piece-reader.ts';

export interface Recovered {
  readonly file: ParsedFile;
  readonly breakages: readonly Breakage[];
  /** Pieces that could not be read in full. */
  readonly broken: readonly Span[];
  /** Names that a broken piece may have declared. */
  readonly lost: ReadonlySet<string>;
}

export function recover(tokens: readonly IToken[], tree: Tree, parser: PipelineParser): Recovered {
  return new Recovery(new Layout(tokens, tree.source.text), tree, parser).file();
}

class Recovery {
  readonly #layout: Layout;
  readonly #tokens: readonly IToken[];
  readonly #tree: Tree;
  readonly #pieces: PieceReader;
  readonly #lost = new Set<string>();

  constructor(layout: Layout, tree: Tree, parser: PipelineParser) {
    this.#layout = layout;
    this.#tokens = layout.tokens;
    this.#tree = tree;
    this.#pieces = new PieceReader(layout, tree, parser);
  }

  file(): Recovered {
    const starts = this.#layout.itemStarts();
    const first = starts[0]?.index ?? this.#tokens.length;
    const version = this.#version(first);
    const items: Item[] = [];
    starts.forEach((start, i) => {
      const item = this.#item(start, starts[i + 1]?.index ?? this.#tokens.length);
      if (item !== undefined) items.push(item);
    });
    return {
      file: { version, doc: undefined, items },
      breakages: this.#pieces.breakages,
      broken: this.#pieces.broken,
      lost: this.#lost,
    };
  }

  #version(end: number): NumberLiteral | undefined {
    const [word, number] = this.#tokens;
    const isNumber = number?.tokenType === NumberToken && end >= 2;
    const isMisspelt = isNumber && isName(word) && nearest(word?.image ?? '', ['anoseg']) !== undefined;
    if (isMisspelt) this.#pieces.misspelt(0, 'anoseg');
    const isWord = isMisspelt || word?.tokenType === keyword('anoseg');
    let from = isWord ? (isNumber ? 2 : 1) : 0;
    if (from === 1) this.#pieces.expected('the version of the language, such as `anoseg 1`', 1, end);
    while (from < end && isDoc(this.#tokens[from])) from += 1;
    if (from < end) this.#strays(from, end);
    if (!isWord) return undefined;
    // Where the number is missing, that has been told.
    return isNumber && number ? this.#tree.number(number) : unwrittenVersion(this.#spanOf(0));
  }

  #item({ index, word, flaw }: ItemStart, end: number): Item | undefined {
    const before = flaw === 'left out' ? index - 1 : index;
    if (flaw === 'misspelt') this.#pieces.misspelt(index, word === 'unknown' ? undefined : word);
    if (flaw === 'left out') this.#pieces.leftOut(index, word);
    const docs = this.#docsBefore(before + 1);
    const open = this.#find('{', index, end);
    switch (word) {
      case 'use':
        return this.#use(before, end);
      case 'param':
        return this.#param(before, end, docs);
      case 'network':
      case 'block':
        return this.#declaration(word, before, open, end, docs);
      case 'unknown':
        return undefined;
      default: {
        const section: SectionName = sectionNames.find((name) => name === word) ?? 'data';
        const statements = this.#body(index + 1, open, end);
        return { kind: 'section', section, keyword: this.#spanOf(index), statements, span: this.#spanOf(index, end) };
      }
    }
  }

  // `index`: of the word; what it imports is read even where the form is broken.
  #use(index: number, end: number): Item | undefined {
    const stop = Math.min(end, (this.#find('}', index + 1, end) ?? end - 1) + 1);
    const piece = this.#isWord(index, 'use') ? this.#pieces.read('use', index, stop) : undefined;
    this.#strays(stop, this.#trimDocs(end));
    if (piece?.value && !piece.isBroken) return piece.value;
    const path = this.#tokens.slice(index, stop).find(({ tokenType }) => tokenType === TextToken);
    const names = this.#tokens.slice(index, stop).flatMap((_, i) => this.#nameAt(index + i) ?? []);
    // Which operations it would have brought is unknown.
    this.#lost.add(anyOperation);
    for (const { text } of path === undefined ? names : []) this.#lost.add(text);
    if (path === undefined) return undefined;
    const imported = names.map((name) => ({ name, alias: name }));
    return { kind: 'use', path: this.#tree.text(path), names: imported, span: this.#spanOf(index, stop) };
  }

  #param(index: number, end: number, doc: string | undefined): Item {
    const stop = this.#trimDocs(end);
    const piece = this.#isWord(index, 'param') ? this.#pieces.read('param', index, stop) : undefined;
    if (piece?.value && !piece.isBroken) return { ...piece.value, doc };
    const name = this.#nameAt(index + 1) ?? this.#noName(index);
    this.#lost.add(name.text);
    const value = this.#tree.missing(name.span.end);
    return { kind: 'param', name, value, bounds: undefined, doc, span: this.#spanOf(index, stop) };
  }

  #declaration(
    kind: 'network' | 'block',
    index: number,
    open: number | undefined,
    end: number,
    doc: string | undefined,
  ): Item {
    const named = this.#nameAt(index + 1);
    if (named === undefined) this.#pieces.expected('a name', index + 1, end);
    const name = named ?? this.#noName(index);
    const from = index + (named ? 2 : 1);
    const headerEnd = open ?? this.#lineEnd(from, end);
    const parameters = this.#parameters(from, headerEnd);
    const statements = this.#body(headerEnd, open, end);
    if (named === undefined) for (const n of boundNames(statements)) this.#lost.add(n);
    return { kind, name, parameters, statements, doc, span: this.#spanOf(index, end) };
  }

  #parameters(from: number, to: number): readonly Parameter[] {
    if (from >= to) {
      // Which names its values may use is unknown.
      this.#lost.add(anyValue);
      this.#pieces.expected('`(`', from, this.#tokens.length, 'name what it takes in brackets, such as `(seen)`');
      return [];
    }
    const piece = this.#pieces.read('parameters', from, to);
    if (piece.value && !piece.isBroken) return piece.value;
    // Every name in the brackets may be a parameter.
    return this.#tokens.slice(from, to).flatMap((token, i) => {
      const name = isName(token) ? this.#nameAt(from + i) : undefined;
      return name ? [{ name, default: undefined, span: name.span }] : [];
    });
  }

  // A body has no braces inside: any but the last closing one is one too many.
  #body(from: number, open: number | undefined, end: number): readonly Statement[] {
    if (open !== from) this.#pieces.expected('`{`', from, end);
    const first = open === undefined ? from : open + 1;
    const stop = this.#trimDocs(end);
    const close = this.#closing(first, stop);
    if (close === undefined && open !== undefined) this.#pieces.unclosed(open, stop);
    const statements: Statement[] = [];
    const starts = this.#layout.statementStarts(first, close ?? stop);
    starts.forEach((start, i) => {
      statements.push(...this.#statement(start, starts[i + 1] ?? close ?? stop));
    });
    return statements;
  }

  // The brace behind which no statement follows; those before it are told and skipped.
  #closing(from: number, to: number): number | undefined {
    let last: number | undefined;
    for (let i = from; i < to; i++) if (this.#tokens[i]?.image === '}') last = i;
    if (last === undefined) return undefined;
    let close = last;
    while (close > from && this.#tokens[close - 1]?.image === '}') close -= 1;
    for (let i = from; i < to; i++)
      if (i !== close && /^[{}]$/.test(this.#tokens[i]?.image ?? '')) this.#pieces.brace(i);
    this.#strays(last + 1, to);
    return close;
  }

  #statement(from: number, end: number): readonly Statement[] {
    const to = this.#withoutBraces(from, end);
    if (to === from) return [];
    const piece = this.#pieces.read('statement', from, to);
    if (piece.value && !piece.isBroken) return [piece.value];
    const value = piece.value?.value ?? this.#tree.missing(endOf(this.#tokens[to - 1] ?? noToken));
    if (this.#tokens[from]?.tokenType === keyword('return')) return [{ kind: 'return', value, span: value.span }];
    const targets = piece.value?.kind === 'binding' ? piece.value.targets : this.#targets(from, to);
    for (const { path } of targets) if (path[0]) this.#lost.add(path[0].text);
    const [first] = targets;
    if (first === undefined) return [];
    const binding: Binding = {
      kind: 'binding',
      targets,
      value,
      doc: undefined,
      span: joinSpans(first.span, value.span),
    };
    return [binding];
  }

  /** The names in front of `=`, or the first name where there is none. */
  #targets(from: number, to: number): readonly Reference[] {
    const names: Reference[] = [];
    for (let i = from; i < to; i++) {
      const token = this.#tokens[i];
      const name = isName(token) ? this.#nameAt(i) : undefined;
      if (name) names.push({ kind: 'reference', path: [name], span: name.span });
      else if (!isDoc(token) && token?.image !== ',') break;
    }
    return this.#tokens[from]?.tokenType === BindingName ? names : names.slice(0, 1);
  }

  #withoutBraces(from: number, end: number): number {
    let to = end;
    while (to > from && /^[{}]$/.test(this.#tokens[to - 1]?.image ?? '')) to -= 1;
    return to;
  }

  // What belongs to nothing is told once a run of it.
  #strays(from: number, to: number): void {
    if (from >= to) return;
    // `let size = 32`, `size = 32`: what would have been a parameter.
    const at = [from + 1, from + 2].find((i) => i < to && this.#tokens[i]?.image === '=');
    const name = at === undefined ? undefined : this.#nameAt(at - 1);
    if (name !== undefined) this.#lost.add(name.text);
    this.#pieces.stray(from, to, name && `a parameter is declared by \`param ${name.text} = …\``);
  }

  #isWord(index: number, word: 'use' | 'param'): boolean {
    return this.#tokens[index]?.tokenType === keyword(word);
  }

  #find(image: string, from: number, to: number): number | undefined {
    for (let i = from; i < to; i++) if (this.#tokens[i]?.image === image) return i;
    return undefined;
  }

  #lineEnd(from: number, end: number): number {
    let to = from;
    while (to < end && !this.#layout.startsLine(to)) to += 1;
    return to;
  }

  #trimDocs(end: number): number {
    let to = end;
    while (to > 0 && end < this.#tokens.length && isDoc(this.#tokens[to - 1])) to -= 1;
    return to;
  }

  #docsBefore(index: number): string | undefined {
    const lines: string[] = [];
    for (let i = index - 1; isDoc(this.#tokens[i]); i--) lines.unshift(this.#tokens[i]?.image.slice(3).trim() ?? '');
    return lines.length === 0 ? undefined : lines.join('\n');
  }

  #nameAt(index: number): Name | undefined {
    const token = this.#tokens[index];
    return token && isName(token) ? { kind: 'name', text: token.image, span: this.#spanOf(index) } : undefined;
  }

  #noName(index: number): Name {
    const { end } = this.#spanOf(index);
    return { kind: 'name', text: '', span: this.#tree.span(end, end) };
  }

  #spanOf(index: number, end = index + 1): Span {
    const [first, last] = [this.#tokens[index] ?? noToken, this.#tokens[Math.max(index, end - 1)] ?? noToken];
    return this.#tree.span(first.startOffset, endOf(last));
  }
}

const noToken = { startOffset: 0, image: '' } as const;

function boundNames(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((s) => (s.kind === 'binding' ? s.targets.flatMap(({ path }) => path[0]?.text ?? []) : []));
}
