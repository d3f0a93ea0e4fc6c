// Text to YAML nodes, with the library's parser. YAML that is broken, or that would surprise in a
// pipeline (tags, anchors, merge keys, several documents, a key twice), is reported here and left out.
import type { CST } from 'yaml';
import { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../../diagnostics/source-file.ts';
import { maximumWords, reportCharacter, reportTooMany } from '../../syntax/lexical.ts';
import { maximumDepth } from '../../syntax/nesting.ts';
import type { Comment } from '../../syntax/parsed.ts';
import type { YamlNode } from '../node.ts';
import type { YamlLibrary } from './library.ts';
import { NodeReader, spanOf } from './nodes.ts';

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
  const found = new Reporter();
  const reader = new NodeReader(source, library, found);
  const root = reader.root(first);
  // What cannot be seen is the cause of the rest.
  if (reader.hasUnseen) {
    const unseen = found.diagnostics.filter(({ code }) => code === 'unexpected-character');
    for (const { span } of unseen) reportCharacter(span, reporter);
    return { root: undefined, comments };
  }
  // What the reader has made sense of is told already.
  const errors = first.errors.filter(({ code, pos }) => code !== 'BLOCK_AS_IMPLICIT_KEY' || !reader.cuts.has(pos[0]));
  // What follows is mostly an echo of the first.
  if (errors.length === 0) reporter.take(found);
  for (const { code, message, pos } of errors.toSorted((a, b) => a.pos[0] - b.pos[0]).slice(0, 1)) {
    const span = spanOf(source, pos[0], Math.max(pos[0], pos[1]));
    reporter.report('syntax', span, { message: lowerFirst(message) }, { hint: syntaxHints[code] });
  }
  return { root: errors.length > 0 || second !== undefined ? undefined : root, comments };
}

const syntaxHints: Readonly<Partial<Record<string, string>>> = {
  TAB_AS_INDENT: 'indent with blanks',
  BAD_SCALAR_START: 'no value of the language begins so; a text stands in quotes',
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
  // `* item` of other lists is no alias: it has no name.
  if (found === undefined || !('source' in token) || token.source === '*') return;
  const [feature, hint] = found;
  reporter.report(
    'yaml-feature',
    spanOf(source, token.offset, token.offset + token.source.length),
    { feature },
    { hint },
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
