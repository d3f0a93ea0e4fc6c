// Text to syntax tree. Finds every syntax error; what could be read around them is in the tree.
import { Reporter } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { bug } from '../diagnostics/outside-error.ts';
import { SourceFile, type Span } from '../diagnostics/source-file.ts';
import { type Expression, type PipelineFile, units } from './ast.ts';
import { PipelineParser } from './grammar.ts';
import { readWords } from './lexical.ts';
import { type Breakage, recover } from './recovery/recover.ts';
import { createLexer } from './tokens.ts';
import { type LiteralProblem, Tree } from './tree.ts';

export interface Comment {
  /** With its slashes. */
  readonly text: string;
  readonly start: number;
}

export interface Parsed {
  readonly file: PipelineFile;
  readonly comments: readonly Comment[];
  /** What could not be read in full, and the names that it may have declared. */
  readonly broken?: readonly Span[];
  readonly lost?: ReadonlySet<string>;
}

export interface Syntax {
  parse(source: SourceFile, reporter: Reporter): Parsed;
  parseExpression(source: SourceFile, reporter: Reporter): Expression;
  /** Reads a default of ours, which must be right; it stands at `place`. */
  parseDefault(text: string, place: Span): Expression;
}

/** Makes the parser: some milliseconds, so make one and keep it. */
export function createSyntax(): Syntax {
  const tokenize = createLexer();
  const parser = new PipelineParser();
  const parseExpression = (source: SourceFile, reporter: Reporter, place?: Span): Expression => {
    const words = readWords(source, tokenize, reporter);
    const tree = new Tree(source, place);
    const expression = parser.parseExpression(words.tokens, tree);
    const [error] = parser.errors;
    if (error) reporter.report('syntax', whole(source), { message: error.message });
    reportProblems(tree.problems, reporter);
    return expression;
  };
  return {
    parseExpression: (source, reporter) => parseExpression(source, reporter),
    parseDefault(text, place) {
      const reporter = new Reporter();
      const expression = parseExpression(new SourceFile('default', text), reporter, place);
      return reporter.hasErrors ? bug(`the default \`${text}\` cannot be read`) : expression;
    },
    parse(source, reporter) {
      const words = readWords(source, tokenize, reporter);
      const comments = words.comments.map(({ image, startOffset }) => ({ text: image, start: startOffset }));
      const span = { source, start: 0, end: source.text.length };
      const tree = new Tree(source);
      const parsed = parser.parseFile(words.tokens, tree);
      if (parser.errors.length === 0) {
        reportProblems(tree.problems, reporter);
        return { file: { kind: 'file', source, span, ...parsed }, comments };
      }
      const again = new Tree(source);
      const { file, breakages, broken, lost } = recover(words.tokens, again, parser);
      for (const breakage of breakages) reportBreakage(breakage, reporter);
      reportProblems(again.problems, reporter);
      return { file: { kind: 'file', source, span, ...file }, comments, broken, lost };
    },
  };
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
    else if (problem === 'bad-number') reporter.report('bad-number', span, { text });
    else if (problem === 'bad-escape') reporter.report('bad-escape', span, { text });
    else if (problem === 'unclosed-string') reporter.report('unclosed-string', span, {});
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
  const meant = nearest(text, units);
  if (meant !== undefined) return `did you mean \`${meant}\`?`;
  return /^x\d*$/.test(text) ? 'a size is written with spaces: `256 x 256`' : 'the units are `%`, `px` and `deg`';
}
