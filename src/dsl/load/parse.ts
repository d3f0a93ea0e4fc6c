// Text to syntax tree. Finds every syntax error; what could be read around them is in the tree.

import { Reporter } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import { SourceFile, type Span } from '../../diagnostics/source-file.ts';
import { type Expression, units } from '../syntax/ast.ts';
import { withFileDoc } from '../syntax/file-doc.ts';
import { PipelineParser } from '../syntax/grammar.ts';
import { checkedWords, readWords } from '../syntax/lexical.ts';
import type { Comment, Parsed, Syntax } from '../syntax/parsed.ts';
import { placeWords } from '../syntax/place-words.ts';
import { Layout } from '../syntax/recovery/layout.ts';
import type { Breakage } from '../syntax/recovery/piece-reader.ts';
import { PieceReader } from '../syntax/recovery/piece-reader.ts';
import { recover } from '../syntax/recovery/recover.ts';
import { createLexer, DocComment, type Tokens } from '../syntax/tokens.ts';
import { type LiteralProblem, Tree } from '../syntax/tree.ts';
import { isYaml, parseYaml } from '../yaml/read/parse-yaml.ts';

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
  const syntax: Syntax = {
    parseExpression,
    parseExcerpt(excerpt, reporter) {
      const { source } = excerpt;
      const words = checkedWords(source, placeWords(tokenize(excerpt.text), excerpt), reporter);
      const tree = new Tree(source);
      if (words === undefined) return { expression: tree.missing(excerpt.place(0)), comments: [], isBroken: true };
      const pieces = new PieceReader(new Layout(words.tokens, source.text), tree, recovering());
      const { value, isBroken } = pieces.read('value', 0, words.tokens.length, 'the end of the value');
      for (const breakage of pieces.breakages) reportBreakage(breakage, reporter);
      reportProblems(tree.problems, reporter);
      const expression = value ?? tree.missing(excerpt.place(excerpt.text.length));
      return { expression, comments: commentsOf(words), isBroken };
    },
    parseDefault(text, place) {
      const reporter = new Reporter();
      const expression = parseExpression(new SourceFile('default', text), reporter, place);
      return reporter.hasErrors ? bug(`the default \`${text}\` cannot be read`) : expression;
    },
    parse(source, reporter) {
      if (isYaml(source)) return parseYaml(source, syntax, reporter) ?? unread(source);
      const words = readWords(source, tokenize, reporter);
      if (words === undefined) return unread(source);
      const comments = commentsOf(words);
      const span = { source, start: 0, end: source.text.length };
      const tree = new Tree(source);
      const parser = plain();
      const parsed = parser.parseFile(words.tokens, tree);
      if (parser.errors.length === 0) {
        reportProblems(tree.problems, reporter);
        return { file: { kind: 'file', source, span, ...withFileDoc(parsed, comments, source.text) }, comments };
      }
      const again = new Tree(source);
      const { file, breakages, broken, lost } = recover(words.tokens, again, recovering());
      for (const breakage of breakages) reportBreakage(breakage, reporter);
      reportProblems(again.problems, reporter);
      return {
        file: { kind: 'file', source, span, ...withFileDoc(file, comments, source.text) },
        comments,
        broken,
        lost,
      };
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

function whole(source: SourceFile): Span {
  return { source, start: 0, end: source.text.length };
}

function reportBreakage({ span, message, hint, section, meant, related }: Breakage, reporter: Reporter): void {
  const places = related ? [{ message: 'opened here', span: related }] : [];
  if (section === undefined) {
    reporter.report('syntax', span, { message }, { hint, related: places });
    return;
  }
  const extras = meant ? { hint: `did you mean \`${meant}\`?`, fix: { span, text: meant } } : {};
  reporter.report('unknown-section', span, { name: section }, extras);
}

function reportProblems(problems: readonly LiteralProblem[], reporter: Reporter): void {
  for (const { problem, text, span } of problems) {
    if (problem === 'unknown-unit') reporter.report('unknown-unit', span, { unit: text }, { hint: unitHint(text) });
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

function unitHint(text: string): string | undefined {
  if (/^x\d*$/.test(text)) return 'a size is written with spaces: `256 x 256`';
  const meant = text.length < 2 ? undefined : nearest(text, units);
  if (meant !== undefined) return `did you mean \`${meant}\`?`;
  return 'the units are `%`, `px` and `deg`';
}
