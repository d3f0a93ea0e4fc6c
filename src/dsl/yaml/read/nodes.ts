// Nodes of the library to nodes of ours, each with its place. What YAML has cut or joined otherwise than it was meant is
// reported here.
import type { Document, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { joinSpans, type SourceFile, type Span } from '../../../diagnostics/source-file.ts';
import { reportCharacter } from '../../syntax/lexical.ts';
import { findUnseen } from '../../syntax/strange-characters.ts';
import { keyLine } from '../names.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../node.ts';
import type { YamlLibrary } from './library.ts';
import { excerptOf, type ScalarStyle } from './scalars.ts';
import { joinSplitValues, openBrackets, type Piece, reportUnquoted } from './split-values.ts';

type LibraryPair = Pair<ParsedNode, ParsedNode | null>;

/** Keys that programs trip over; no name of a pipeline needs them. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export class NodeReader {
  /** Where values begin that YAML has cut at a colon. */
  readonly cuts = new Set<number>();
  /** Something in the text cannot be seen, and stands where it changes what is read. */
  hasUnseen = false;

  constructor(
    readonly source: SourceFile,
    readonly library: YamlLibrary,
    readonly reporter: Reporter,
  ) {}

  root({ contents, range }: Document.Parsed): YamlNode {
    return contents === null ? { kind: 'nothing', span: this.#span(range[0], range[0]) } : this.#node(contents, 0);
  }

  /** `at`: where it is looked for in vain. */
  #node(node: ParsedNode | null, at: number, isKey = false, isItem = false): YamlNode {
    const { library } = this;
    if (node === null) return { kind: 'nothing', span: this.#span(at, at) };
    const [start, end] = node.range;
    // An alias has been reported.
    if (library.isAlias(node)) return { kind: 'nothing', isReported: true, span: this.#span(start, end) };
    if (library.isSeq(node)) return this.#sequence(node);
    if (library.isMap(node)) return this.#mapping(node, isItem);
    if (node.source === '' && node.type === 'PLAIN')
      return { kind: 'nothing', isReported: node.tag !== undefined, span: this.#span(start, start) };
    const style = styles[node.type ?? ''] ?? 'plain';
    if (style === 'plain') this.#refuseUnseen(node.source, start, isKey);
    if (style === 'plain') this.#refuseItems(start, end);
    if (style === 'block') this.#refuseKeys(start, end);
    const { value } = node;
    const isWord = typeof value === 'number' || typeof value === 'boolean' || value === null;
    return {
      kind: 'scalar',
      text: style === 'plain' ? node.source : String(value),
      value: style === 'plain' && isWord ? value : String(value),
      isPlain: style === 'plain',
      span: this.#trimmed(start, end),
      excerpt: excerptOf(this.source, style, start, end),
    };
  }

  #sequence(node: YAMLSeq.Parsed): YamlNode {
    const isFlow = node.flow === true;
    const read = node.items.map((item) => this.#node(item, node.range[0], false, isFlow));
    const items = read.map((value) => ({ value, span: value.span }));
    const joined = isFlow ? joinSplitValues(items, (_, value) => ({ value, span: value.span }), this.reporter) : items;
    const span = this.#collectionSpan(node, joined);
    return { kind: 'sequence', items: joined.map(({ value }) => value), span };
  }

  #mapping(node: YAMLMap.Parsed<ParsedNode, ParsedNode | null>, isItem: boolean): YamlNode {
    const isCut = !isItem && node.items.length === 1 && this.#opensBracket(node.items[0]?.key);
    if (isCut) return reportUnquoted(this.#trimmed(node.range[0], node.range[1]), 'colon', this.reporter);
    const entries = this.#entries(node.items);
    const joined =
      node.flow === true ? joinSplitValues(entries, (entry, value) => ({ ...entry, value }), this.reporter) : entries;
    const known = joined.filter(({ key }) => !this.#isRefused(key));
    const isIncomplete = known.length < joined.length;
    const span = this.#collectionSpan(node, joined);
    return { kind: 'mapping', entries: this.#unique(known), isIncomplete, span };
  }

  // YAML knows blank and tab alone: another blank belongs to the word, and nobody sees it there. Within a text, between
  // its words, it is the text's own.
  #refuseUnseen(text: string, start: number, within: boolean): void {
    const found = findUnseen(text, within || text.includes('\uFEFF'));
    if (found === undefined) return;
    this.hasUnseen = true;
    reportCharacter(this.#span(start + found.at, start + found.at + found.length), this.reporter);
  }

  // To YAML an item that is indented further than the one above goes on with it: `seen - conv(8)` would be a subtraction.
  #refuseItems(start: number, end: number): void {
    const found = /[\r\n][ \t]*(-)(?=[\s_a-zA-Z])/.exec(this.source.text.slice(start, end));
    if (found === null) return;
    const at = start + found.index + found[0].length - 1;
    const message = 'to YAML this line goes on with the value above';
    const hint = 'items of a chain begin at one column; a value of several lines stands below `|`';
    this.reporter.report('syntax', this.#span(at, at + 1), { message }, { hint });
  }

  // A text below `|` goes on as long as the lines are indented: keys that are, too, would be part of it.
  #refuseKeys(start: number, end: number): void {
    // Behind the `|` of the first line.
    const text = this.source.text.slice(start, end);
    const found = keyLine.exec(text.replace(/^[^\n]*/, (line) => ' '.repeat(line.length)));
    const word = found?.[1];
    if (found === null || word === undefined) return;
    const at = start + found.index + found[0].indexOf(word);
    const message = `to YAML this line is part of the text above`;
    const hint = `\`${word}\` is a key: indent it as far as \`doc\``;
    this.reporter.report('syntax', this.#span(at, at + word.length), { message }, { hint });
  }

  #entries(pairs: readonly LibraryPair[]): readonly (YamlEntry & Piece)[] {
    return pairs.flatMap(({ key: keyNode, value: valueNode }) => {
      const key = this.#node(keyNode, keyNode.range[0], true);
      if (key.kind !== 'scalar') {
        const parameters = { expected: 'a name', found: 'something else' };
        if (key.kind !== 'nothing') this.reporter.report('yaml-structure', key.span, parameters);
        return [];
      }
      if (valueNode !== null && this.library.isMap(valueNode) && this.#isCut(key, valueNode))
        return this.#cut(key, valueNode.items);
      const value = this.#node(valueNode, key.span.end);
      return [{ key, value, span: joinSpans(key.span, value.span) }];
    });
  }

  // `- conv(16, kernel: 3)`: to YAML a mapping, of which `conv(16, kernel` is the key.
  #opensBracket(key: ParsedNode | undefined): boolean {
    return this.library.isScalar(key) && key.type === 'PLAIN' && openBrackets(key.source ?? '') > 0;
  }

  // `score: top_mean(map, pixels: 100)`: to YAML a mapping on the line of its key, with the lines below in it.
  #isCut(key: YamlScalar, { flow, range }: ParsedNode & { flow?: boolean }): boolean {
    const between = this.source.text.slice(key.span.end, range[0]);
    return flow !== true && !/[\r\n]/.test(between);
  }

  #cut(key: YamlScalar, [first, ...others]: readonly LibraryPair[]): readonly (YamlEntry & Piece)[] {
    if (first === undefined) return this.#entries(others);
    const start = first.key.range[0];
    const span = this.#trimmed(start, (first.value ?? first.key).range[1]);
    // A value that does not end on its line was not meant as one: something else is wrong.
    const isOneLine = !/[\r\n]/.test(this.source.text.slice(span.start, span.end));
    if (isOneLine) this.cuts.add(start);
    const value: YamlNode = isOneLine
      ? reportUnquoted(span, 'colon', this.reporter)
      : { kind: 'nothing', isReported: true, span };
    return [{ key, value, span: joinSpans(key.span, value.span) }, ...this.#entries(others)];
  }

  #unique(entries: readonly YamlEntry[]): readonly YamlEntry[] {
    const accepted = new Map<string, YamlEntry>();
    for (const { key, value } of entries) {
      const before = accepted.get(key.text);
      if (before === undefined) accepted.set(key.text, { key, value });
      else {
        const related = [{ message: 'declared here first', span: before.key.span }];
        const isBoth = value.kind === 'mapping' && before.value.kind === 'mapping';
        const hint = isBoth ? 'put the lines of both into one' : undefined;
        this.reporter.report('declared-twice', key.span, { name: key.text }, { hint, related });
      }
    }
    return [...accepted.values()];
  }

  #isRefused(key: YamlScalar): boolean {
    if (key.text === '<<') {
      const hint = 'write the keys out, or share them in a block';
      this.reporter.report('yaml-feature', key.span, { feature: 'a merge key' }, { hint });
    } else if (forbiddenKeys.has(key.text)) {
      this.reporter.report('yaml-key', key.span, { name: key.text });
    } else return false;
    return true;
  }

  #span(start: number, end: number): Span {
    return spanOf(this.source, start, end);
  }

  // To the library the comments below a block are part of it.
  #collectionSpan({ flow, range }: ParsedNode & { flow?: boolean }, pieces: readonly Piece[]): Span {
    const [start, end] = range;
    const last = flow === true ? undefined : pieces.at(-1);
    return last ? this.#span(start, last.span.end) : this.#trimmed(start, end);
  }

  // A block ends at the beginning of the next line.
  #trimmed(start: number, end: number): Span {
    let last = end;
    while (last > start && /\s/.test(this.source.text.charAt(last - 1))) last -= 1;
    return this.#span(start, last);
  }
}

const styles: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single-quoted',
  QUOTE_DOUBLE: 'double-quoted',
  BLOCK_LITERAL: 'block',
  BLOCK_FOLDED: 'block',
};

// The library points behind the end where something is missing there.
export function spanOf(source: SourceFile, start: number, end: number): Span {
  const { length } = source.text;
  return { source, start: Math.min(start, length), end: Math.min(end, length) };
}
