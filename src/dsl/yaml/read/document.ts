// Text to YAML nodes, with the library's parser. YAML that is broken, or that would surprise in a
// pipeline (tags, anchors, merge keys, several documents, a key twice), is reported here and left out.
import type { CST, Document, Pair, ParsedNode } from 'yaml';
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { joinSpans, type SourceFile, type Span } from '../../../diagnostics/source-file.ts';
import { maximumWords, reportCharacter, reportTooMany } from '../../syntax/lexical.ts';
import { maximumDepth } from '../../syntax/nesting.ts';
import type { Comment } from '../../syntax/parsed.ts';
import { findUnseen } from '../../syntax/strange-characters.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../node.ts';
import type { YamlLibrary } from './library.ts';
import { excerptOf, type ScalarStyle } from './scalars.ts';
import { joinSplitValues, type Piece, reportUnquoted, splitAtColon } from './split-values.ts';

export interface YamlDocument {
  /** Undefined where the text is no YAML. */
  readonly root: YamlNode | undefined;
  readonly comments: readonly Comment[];
}

export function readDocument(source: SourceFile, library: YamlLibrary, reporter: Reporter): YamlDocument {
  const { text } = source;
  const tokens = readTokens(source, library, reporter);
  if (tokens === undefined) return { root: undefined, comments: [] };
  const { comments, isSound } = inspect(tokens, source, reporter);
  if (!isSound) return { root: undefined, comments };
  const options = { uniqueKeys: false, prettyErrors: false, merge: false, version: '1.2' } as const;
  const [first, second] = [...new library.Composer(options).compose(tokens, true, text.length)];
  if (first === undefined) return { root: undefined, comments };
  if (second !== undefined) {
    const start = second.range[0];
    const hint = 'one file is one pipeline';
    reporter.report('yaml-feature', spanOf(source, start, start + 3), { feature: 'a second document' }, { hint });
  }
  const reader = new Reader(source, library, reporter);
  const root = reader.root(first);
  // What the reader has made sense of is told already.
  const errors = first.errors.filter(({ code, pos }) => code !== 'BLOCK_AS_IMPLICIT_KEY' || !reader.cuts.has(pos[0]));
  for (const { code, message, pos } of errors) {
    const span = spanOf(source, pos[0], Math.max(pos[0], pos[1]));
    reporter.report('syntax', span, { message: lowerFirst(message) }, { hint: syntaxHints[code] });
  }
  return { root: errors.length > 0 || reader.hasUnseen ? undefined : root, comments };
}

const syntaxHints: Readonly<Partial<Record<string, string>>> = {
  TAB_AS_INDENT: 'indent with blanks',
  BAD_SCALAR_START: 'put the value in single quotes',
  BAD_INDENT: 'indent it like its neighbours, or close the bracket before it',
  MISSING_CHAR: 'close the bracket or the quote',
  MULTILINE_IMPLICIT_KEY: 'keys of one mapping begin at the same column',
};

// Word by word: a file of millions of them would take the library's parser minutes.
function readTokens(source: SourceFile, library: YamlLibrary, reporter: Reporter): readonly CST.Token[] | undefined {
  const parser = new library.Parser();
  const tokens: CST.Token[] = [];
  let [words, start] = [0, 0];
  for (const word of new library.Lexer().lex(source.text)) {
    words += 1;
    if (words > maximumWords) {
      reportTooMany(spanOf(source, start, start + word.length), reporter);
      return undefined;
    }
    tokens.push(...parser.next(word));
    start = parser.offset;
  }
  tokens.push(...parser.end());
  return tokens;
}

interface Inspected {
  readonly comments: readonly Comment[];
  /** False where the text nests too deep to go on. */
  readonly isSound: boolean;
}

type CstItem = CST.Token | CST.SourceToken | CST.CollectionItem;

// Without recursion, since the text may nest as deep as it likes.
function inspect(tokens: readonly CST.Token[], source: SourceFile, reporter: Reporter): Inspected {
  const comments: Comment[] = [];
  const stack = tokens.toReversed().map((item): { item: CstItem; depth: number } => ({ item, depth: 0 }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { item, depth } = next;
    if ('type' in item) {
      if (item.type === 'comment') comments.push({ text: item.source, start: item.offset });
      reportFeature(item, source, reporter);
    }
    if (depth > maximumDepth) {
      const start = 'offset' in item ? item.offset : 0;
      const limit = `${maximumDepth} levels`;
      reporter.report('too-large', spanOf(source, start, start + 1), { what: 'the nesting', limit });
      return { comments: [], isSound: false };
    }
    const inner = 'items' in item ? depth + 1 : depth;
    for (const part of partsOf(item).toReversed()) stack.push({ item: part, depth: inner });
  }
  return { comments, isSound: true };
}

function partsOf(item: CstItem): readonly CstItem[] {
  const parts: (CstItem | readonly CstItem[] | null | undefined)[] = [];
  if ('start' in item) parts.push(item.start);
  if ('props' in item) parts.push(item.props);
  if ('key' in item) parts.push(item.key);
  if ('sep' in item) parts.push(item.sep);
  if ('value' in item) parts.push(item.value);
  if ('items' in item) parts.push(item.items);
  if ('end' in item) parts.push(item.end);
  return parts.flatMap((part) => part ?? []);
}

const features: Readonly<Partial<Record<string, readonly [feature: string, hint: string]>>> = {
  anchor: ['an anchor', 'give the value a name: a parameter, a line of its own, or a block'],
  alias: ['an alias', 'give the value a name: a parameter, a line of its own, or a block'],
  tag: ['a tag', 'the language knows the type of every value'],
  directive: ['a directive', 'leave the line out'],
  'explicit-key-ind': ['a key behind `?`', 'write `key: value`'],
};

function reportFeature(token: CST.Token | CST.SourceToken, source: SourceFile, reporter: Reporter): void {
  const found = features[token.type];
  if (found === undefined || !('source' in token)) return;
  const [feature, hint] = found;
  reporter.report(
    'yaml-feature',
    spanOf(source, token.offset, token.offset + token.source.length),
    { feature },
    { hint },
  );
}

type LibraryPair = Pair<ParsedNode, ParsedNode | null>;

/** Keys that programs trip over; no name of a pipeline needs them. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

class Reader {
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
  #node(node: ParsedNode | null, at: number, isKey = false): YamlNode {
    const { library } = this;
    if (node === null) return { kind: 'nothing', span: this.#span(at, at) };
    const [start, end] = node.range;
    // An alias has been reported.
    if (library.isAlias(node)) return { kind: 'nothing', isReported: true, span: this.#span(start, end) };
    if (library.isSeq(node)) {
      const items = node.items.map((item) => this.#node(item, start)).map((value) => ({ value, span: value.span }));
      const joined =
        node.flow === true ? joinSplitValues(items, (_, value) => ({ value, span: value.span }), this.reporter) : items;
      const span = this.#collectionSpan(node, joined);
      return { kind: 'sequence', items: joined.map(({ value }) => value), span };
    }
    if (library.isMap(node)) {
      const entries = this.#entries(node.items);
      const cut = splitAtColon(entries, this.reporter);
      if (cut) return cut;
      const joined =
        node.flow === true ? joinSplitValues(entries, (entry, value) => ({ ...entry, value }), this.reporter) : entries;
      const known = joined.filter(({ key }) => !this.#isRefused(key));
      const isIncomplete = known.length < joined.length;
      const span = this.#collectionSpan(node, joined);
      return { kind: 'mapping', entries: this.#unique(known), isIncomplete, span };
    }
    if (node.value === null && node.source === '') return { kind: 'nothing', span: this.#span(start, start) };
    const style = styles[node.type ?? ''] ?? 'plain';
    if (style === 'plain') this.#refuseUnseen(node.source, start, isKey);
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

  // YAML knows blank and tab alone: another blank belongs to the word, and nobody sees it there. Within a text, between
  // its words, it is the text's own.
  #refuseUnseen(text: string, start: number, within: boolean): void {
    const found = findUnseen(text, within || text.includes('\uFEFF'));
    if (found === undefined) return;
    this.hasUnseen = true;
    reportCharacter(this.#span(start + found.at, start + found.at + found.length), this.reporter);
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

  // `score: top_mean(map, pixels: 100)`: to YAML a mapping on the line of its key, with the lines below in it.
  #isCut(key: YamlScalar, { flow, range }: ParsedNode & { flow?: boolean }): boolean {
    const between = this.source.text.slice(key.span.end, range[0]);
    return flow !== true && !/[\r\n]/.test(between);
  }

  #cut(key: YamlScalar, [first, ...others]: readonly LibraryPair[]): readonly (YamlEntry & Piece)[] {
    const [part] = first ? this.#entries([first]) : [];
    if (part === undefined) return this.#entries(others);
    this.cuts.add(part.span.start);
    const value = reportUnquoted(part.span, 'colon', this.reporter);
    return [{ key, value, span: joinSpans(key.span, value.span) }, ...this.#entries(others)];
  }

  #unique(entries: readonly YamlEntry[]): readonly YamlEntry[] {
    const accepted = new Map<string, YamlEntry>();
    for (const { key, value } of entries) {
      const before = accepted.get(key.text);
      if (before === undefined) accepted.set(key.text, { key, value });
      else {
        const related = [{ message: 'declared here first', span: before.key.span }];
        this.reporter.report('declared-twice', key.span, { name: key.text }, { related });
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
function spanOf(source: SourceFile, start: number, end: number): Span {
  const { length } = source.text;
  return { source, start: Math.min(start, length), end: Math.min(end, length) };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
