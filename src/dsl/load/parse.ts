// Text to syntax tree. Finds every syntax error; what could be read around them is in the tree.

import { type Extras, Reporter } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import { SourceFile, type Span, textAt } from '../../diagnostics/source-file.ts';
import { type Expression, units } from '../syntax/ast.ts';
import type { Excerpt } from '../syntax/excerpt.ts';
import { withFileDoc } from '../syntax/file-doc.ts';
import { PipelineParser } from '../syntax/grammar.ts';
import { mend } from '../syntax/habits/mend.ts';
import { areWithinLimits, rawWords, readWords, reportWords } from '../syntax/lexical.ts';
import type { Comment, Parsed, Syntax } from '../syntax/parsed.ts';
import { placeWords } from '../syntax/place-words.ts';
import { Layout } from '../syntax/recovery/layout.ts';
import type { Breakage, Piece } from '../syntax/recovery/piece-reader.ts';
import { PieceReader } from '../syntax/recovery/piece-reader.ts';
import { type Recovered, recover } from '../syntax/recovery/recover.ts';
import { createLexer, DocComment, type Tokens } from '../syntax/tokens.ts';
import { type LiteralProblem, Tree } from '../syntax/tree.ts';
import { beginsPipeline, isYaml, parseYaml } from '../yaml/read/parse-yaml.ts';
import { makeVocabulary } from './vocabulary.ts';

/** Parsers take some milliseconds to make, so make one of these and keep it. */
export function createSyntax(): Syntax {
  const tokenize = createLexer();
  const plain = once(() => new PipelineParser(false));
  // Only for what is broken, and for values of YAML.
  const recovering = once(() => new PipelineParser(true));
  const parseExpression = (source: SourceFile, reporter: Reporter, place?: Span): Expression => {
    const words = readWords(source, tokenize, reporter);
    const tree = new Tree(source, place);
    if (words === undefined) return tree.missing(0);
    const parser = plain();
    const expression = parser.parseExpression(words.tokens, tree);
    const [error] = parser.errors;
    if (error) reporter.report('syntax', place ?? whole(source), { message: error.message });
    reportProblems(tree.problems, reporter);
    return expression;
  };
  // What was read as something else is mostly all that is wrong.
  const recovered = (source: SourceFile, { tokens }: Tokens): Recovered & { readonly tree: Tree } => {
    const tree = new Tree(source);
    const parser = plain();
    const file = parser.parseFile(tokens, tree);
    if (parser.errors.length === 0) return { file, breakages: [], broken: [], lost: new Set(), tree };
    const again = new Tree(source);
    return { ...recover(tokens, again, recovering()), tree: again };
  };
  const parseBroken = (source: SourceFile, raw: Tokens, reporter: Reporter): Parsed => {
    const mended = mend({ source, text: source.text, place: (at) => at }, raw.errors, false, tokenize, reporter);
    const words = mended?.words ?? raw;
    reportWords(source, words, reporter);
    const { file, breakages, broken, lost, tree } = recovered(source, words);
    for (const breakage of unexplained(breakages, mended?.broken ?? [])) reportBreakage(breakage, reporter);
    reportProblems(tree.problems, reporter);
    const comments = commentsOf(words);
    return {
      file: { kind: 'file', source, span: whole(source), ...withFileDoc(file, comments, source.text) },
      comments,
      broken: [...broken, ...(mended?.broken ?? [])],
      lost: new Set([...lost, ...(mended?.lost ?? [])]),
    };
  };
  const syntax: Syntax = {
    vocabulary: makeVocabulary(),
    parseExpression,
    parseExcerpt(excerpt, reporter) {
      const { source } = excerpt;
      const words = placeWords(tokenize(excerpt.text), excerpt);
      const nothing = new Tree(source).missing(excerpt.place(0));
      if (!areWithinLimits(source, words, reporter)) return { expression: nothing, comments: [], isBroken: true };
      const first = readValue(excerpt, words, recovering());
      const isBroken = first.isBroken || words.errors.length > 0;
      const mended = isBroken ? mend(excerpt, tokenize(excerpt.text).errors, true, tokenize, reporter) : undefined;
      const { value, tree, breakages, ...rest } = mended ? readValue(excerpt, mended.words, recovering()) : first;
      reportWords(source, mended?.words ?? words, reporter);
      for (const breakage of unexplained(breakages, mended?.broken ?? [])) reportBreakage(breakage, reporter);
      reportProblems(tree.problems, reporter);
      const expression = value ?? tree.missing(excerpt.place(excerpt.text.length));
      const isWhole = mended === undefined && !rest.isBroken;
      return { expression, comments: commentsOf(words), isBroken: !isWhole };
    },
    parseDefault(text, place) {
      const reporter = new Reporter();
      const expression = parseExpression(new SourceFile('default', text), reporter, place);
      return reporter.hasErrors ? bug(`the default \`${text}\` cannot be read`) : expression;
    },
    parse(source, reporter) {
      if (isYaml(source)) return parseYaml(source, syntax, reporter) ?? unread(source);
      if (beginsPipeline(source.text) && !hasBraces(source.text)) return misnamed(source, reporter);
      const words = rawWords(source, tokenize, reporter);
      if (words === undefined) return unread(source);
      const tree = new Tree(source);
      const parser = plain();
      const parsed = words.errors.length === 0 ? parser.parseFile(words.tokens, tree) : undefined;
      if (parsed && parser.errors.length === 0) {
        reportWords(source, words, reporter);
        reportProblems(tree.problems, reporter);
        const file = withFileDoc(parsed, commentsOf(words), source.text);
        return { file: { kind: 'file', source, span: whole(source), ...file }, comments: commentsOf(words) };
      }
      return parseBroken(source, words, reporter);
    },
    words(from) {
      const tokens = tokenize(from.text).tokens.filter(({ tokenType }) => tokenType !== DocComment);
      return tokens.map(({ image, startOffset }) => {
        const start = 'place' in from ? from.place(startOffset) : startOffset;
        return { text: image, start };
      });
    },
  };
  return syntax;
}

interface ReadValue extends Piece<Expression> {
  readonly tree: Tree;
  readonly breakages: readonly Breakage[];
}

function readValue({ source }: Excerpt, { tokens }: Tokens, parser: PipelineParser): ReadValue {
  const tree = new Tree(source);
  const pieces = new PieceReader(new Layout(tokens, source.text), tree, parser);
  const read = pieces.read('value', 0, tokens.length, 'the end of the value');
  return { ...read, tree, breakages: pieces.breakages };
}

// On the lines of what has been read as something else, the rest is mostly its echo.
function unexplained(breakages: readonly Breakage[], read: readonly Span[]): readonly Breakage[] {
  const lines = new Set(
    read.flatMap(({ source, start, end }) => {
      const [first, last] = [source.lineIndex(start), source.lineIndex(end)];
      return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    }),
  );
  return breakages.filter(({ span }) => !lines.has(span.source.lineIndex(span.start)));
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function commentsOf({ tokens, comments }: Tokens): readonly Comment[] {
  const docs = tokens.filter(({ tokenType }) => tokenType === DocComment);
  const all = docs.length === 0 ? comments : [...docs, ...comments].toSorted((a, b) => a.startOffset - b.startOffset);
  return all.map(({ image, startOffset }) => ({ text: image, start: startOffset }));
}

function unread(source: SourceFile): Parsed {
  const file = { kind: 'file', source, version: undefined, doc: undefined, items: [], span: whole(source) } as const;
  return { file, comments: [], isUnread: true };
}

function hasBraces(text: string): boolean {
  return /^[ \t]*(?:(?:data|augment|loss|train|evaluate|experiment)[ \t]*|network\b[^\r\n\u2028\u2029{]*)\{[ \t]*$/m.test(
    text,
  );
}

// YAML in a file whose name says that it is none.
function misnamed(source: SourceFile, reporter: Reporter): Parsed {
  const start = source.text.search(/["']?anoseg["']?\s*:/);
  const span = { source, start, end: start + source.text.slice(start).indexOf(':') + 1 };
  const hint = 'name the file `.yaml`; in `.anoseg` the first line is `anoseg 1`, and a section stands in braces';
  reporter.report('syntax', span, { message: 'this is YAML, in a file that is not named so' }, { hint });
  return unread(source);
}

function whole(source: SourceFile): Span {
  return { source, start: 0, end: source.text.length };
}

function reportBreakage({ span, message, hint, section, meant, related, fix }: Breakage, reporter: Reporter): void {
  const places = related ? [{ message: 'opened here', span: related }] : [];
  if (section === undefined) {
    reporter.report('syntax', span, { message }, { hint, related: places, fix });
    return;
  }
  const extras = meant ? { hint: `did you mean \`${meant}\`?`, fix: { span, text: meant } } : {};
  reporter.report('unknown-section', span, { name: section }, extras);
}

function reportProblems(problems: readonly LiteralProblem[], reporter: Reporter): void {
  for (const { problem, text, span } of problems) {
    if (problem === 'unknown-unit') reporter.report('unknown-unit', span, { unit: text }, unitExtras(text, span));
    else if (problem === 'bad-number' || problem === 'inexact-number') reporter.report(problem, span, { text });
    else if (problem === 'bad-escape')
      reporter.report('bad-escape', span, { text }, { hint: 'a backslash is written `\\\\`; paths may use `/`' });
    else if (problem === 'unclosed-string') reporter.report('unclosed-string', span, {}, { hint: 'end it with `"`' });
    else
      reporter.report(
        'named-with-equals',
        span,
        { name: text },
        { hint: `write \`${text}: …\``, fix: { span, text: ':' } },
      );
  }
}

/** What people write for a unit that the nearest one is not seen from. */
const otherUnits: Readonly<Record<string, (typeof units)[number]>> = {
  percent: '%',
  pct: '%',
  pixel: 'px',
  pixels: 'px',
  degree: 'deg',
  degrees: 'deg',
};

function unitExtras(text: string, span: Span): Extras {
  const written = textAt(span);
  const [size, height, width] =
    /^(\d+)[xX](\d+)(?![\w.])/.exec(span.source.text.slice(span.start, span.end + 20)) ?? [];
  if (size !== undefined) {
    const fix = { span: { ...span, end: span.start + size.length }, text: `${height} x ${width}` };
    return { hint: 'a size is written with spaces: `256 x 256`', fix };
  }
  if (/^[xX]\d*$/.test(text)) return { hint: 'a size is written with spaces: `256 x 256`' };
  const known = Object.hasOwn(otherUnits, text.toLowerCase()) ? otherUnits[text.toLowerCase()] : undefined;
  const meant = known ?? (text.length < 2 ? undefined : nearest(text, units));
  if (meant === undefined) return { hint: 'the units are `%`, `px` and `deg`' };
  const fix = { span, text: written.slice(0, written.length - text.length) + meant };
  return { hint: `did you mean \`${meant}\`?`, fix };
}
