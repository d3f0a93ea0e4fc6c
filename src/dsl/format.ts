// The canonical form of a pipeline: a syntax tree with its comments to text. Line breaks inside chains
// and empty lines are the author's; all else follows from the tree.
import { type Diagnostic, Reporter } from '../diagnostics/diagnostic.ts';
import { bug } from '../diagnostics/outside-error.ts';
import { SourceFile } from '../diagnostics/source-file.ts';
import type { PipelineFile } from './ast.ts';
import { contentOf } from './digest.ts';
import { printFile } from './format/items.ts';
import { lineUp } from './format/line-up.ts';
import { noOriginal, type Original, originalText } from './format/places.ts';
import { render } from './format/render.ts';
import { type PlacedComment, weave } from './format/weave.ts';
import type { Parsed, Syntax } from './parse.ts';

export interface Formatted {
  /** Undefined where the file has syntax errors. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Brings a file into its canonical form. It may have any errors but those of syntax. */
export function format(source: SourceFile, syntax: Syntax): Formatted {
  const reporter = new Reporter();
  const parsed = syntax.parse(source, reporter);
  const { diagnostics } = reporter;
  if (reporter.hasErrors) return { text: undefined, diagnostics };
  const original = originalText(source.text, syntax.words(source));
  const text = printPipeline(parsed.file, original, placedComments(parsed, original));
  original.finish();
  checkUnchanged(parsed, new SourceFile(source.name, text), syntax);
  return { text, diagnostics };
}

/** A tree as the language writes it; without `original`, as if it were written anew. */
export function printPipeline(
  file: PipelineFile,
  original: Original = noOriginal,
  comments: readonly PlacedComment[] = [],
): string {
  const lines = lineUp(render(weave(printFile(file, original), comments)));
  const text = lines.join('\n').trim();
  return text === '' ? '' : `${text}\n`;
}

/** Comments as they are woven into a layout. */
export function placedComments({ file, comments }: Parsed, original: Original): readonly PlacedComment[] {
  const { text } = file.source;
  return comments.map(({ text: comment, start }) => ({
    text: comment.trimEnd(),
    at: start,
    own: /(?:^|[\r\n\uFEFF])[^\S\r\n]*$/.test(text.slice(Math.max(0, start - 1000), start)),
    blank: original.blankBefore(start),
  }));
}

// A formatter that changes what a file says is worse than none.
function checkUnchanged(before: Parsed, after: SourceFile, syntax: Syntax): void {
  const reporter = new Reporter();
  const { file, comments } = syntax.parse(after, reporter);
  if (reporter.hasErrors || contentOf(file) !== contentOf(before.file)) bug('formatting would change the pipeline');
  const texts = (parsed: Parsed) => parsed.comments.map(({ text }) => text.trimEnd()).join('\n');
  if (texts({ file, comments }) !== texts(before)) bug('formatting would change the comments');
}
