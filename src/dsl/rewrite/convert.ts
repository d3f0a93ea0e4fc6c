// A pipeline in the other syntax: the same tree and so the same digest, with the comments where the
// format has a place for them.
import { type Diagnostic, Reporter } from '../../diagnostics/diagnostic.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import { SourceFile } from '../../diagnostics/source-file.ts';
import { checkVersion } from '../load/check-file.ts';
import { contentOf } from '../load/content.ts';
import type { PipelineFile } from '../syntax/ast.ts';
import type { Parsed, Syntax } from '../syntax/parsed.ts';
import { docComments, isDocComment } from '../yaml/read/doc-comments.ts';
import { forbiddenKeys } from '../yaml/read/nodes.ts';
import { writeParsed } from '../yaml/write/write-parsed.ts';
import { originalYaml } from './format/places.ts';
import { placedComments, printPipeline } from './format/print.ts';
import type { PlacedComment } from './format/weave.ts';
import { type Formatted, format, outgrownLimit } from './format.ts';

export type PipelineSyntax = 'anoseg' | 'yaml';

/** A file in the syntax that is asked for and in its canonical form. It may have any errors but those of syntax. */
export function convert(source: SourceFile, to: PipelineSyntax, syntax: Syntax): Formatted {
  const reporter = new Reporter();
  const parsed = syntax.parse(source, reporter);
  // A file that says nothing is none in YAML.
  if (parsed.file.version || parsed.file.items.length === 0) checkVersion(parsed, reporter);
  if (to === 'yaml' && parsed.yaml === undefined) reportForbidden(source, syntax, reporter);
  if (reporter.hasErrors) return { text: undefined, diagnostics: reporter.diagnostics };
  const text = to === 'yaml' ? writeParsed(parsed, syntax) : printed(parsed);
  const converted = new SourceFile(`converted.${to}`, text);
  const isOther = (to === 'yaml') !== (parsed.yaml !== undefined);
  const outgrown = isOther ? checkConverted(parsed.file, converted, syntax) : undefined;
  if (outgrown) return { text: undefined, diagnostics: [...reporter.diagnostics, outgrown] };
  // What was apart in the other syntax may be neighbours now, and line up.
  return { text: format(converted, syntax).text ?? text, diagnostics: reporter.diagnostics };
}

// Names that a YAML file may not have as keys.
function reportForbidden(source: SourceFile, syntax: Syntax, reporter: Reporter): void {
  const found = syntax.words(source).find(({ text }) => forbiddenKeys.has(text));
  if (found === undefined) return;
  const span = { source, start: found.start, end: found.start + found.text.length };
  reporter.report('yaml-key', span, { name: found.text });
}
function printed(parsed: Parsed): string {
  const { file, yaml } = parsed;
  if (yaml === undefined) return file.source.text;
  const original = originalYaml(file.source.text);
  return printPipeline(file, original, withoutDocs(parsed, placedComments(parsed, original)));
}

// `# text` as `// text`. Docs of lines are part of the tree.
function withoutDocs({ file, comments: all }: Parsed, comments: readonly PlacedComment[]): readonly PlacedComment[] {
  const docs = docComments(all);
  const statements = file.items.flatMap((item) => ('statements' in item ? item.statements : []));
  const taken = new Set(statements.flatMap(({ span }) => docs.commentsAbove(span).map(({ start }) => start)));
  return comments.flatMap((comment) => {
    if (comment.text.startsWith('//')) return [comment];
    if (taken.has(comment.at)) return [];
    // YAML's comments go on behind a lone carriage return, which ends a line of the language.
    const text = comment.text.slice(isDocComment(comment) ? 2 : 1).replaceAll('\r', ' ');
    return [{ ...comment, text: `//${text.startsWith('/') ? ' ' : ''}${text}` }];
  });
}

// What is wrong with the pipeline stays wrong; but it must be the same pipeline.
function checkConverted(before: PipelineFile, after: SourceFile, syntax: Syntax): Diagnostic | undefined {
  const reporter = new Reporter();
  const { file } = syntax.parse(after, reporter);
  const outgrown = outgrownLimit(before.source, reporter);
  if (outgrown) return outgrown;
  // Too many of them, too.
  const isClean = reporter.diagnostics.every(({ code }) => code === 'declared-twice' || code === 'too-many');
  if (!isClean || (!reporter.hasErrors && contentOf(file) !== contentOf(before)))
    bug('converting would change the pipeline');
  return undefined;
}
