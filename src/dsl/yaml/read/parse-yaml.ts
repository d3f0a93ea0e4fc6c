// A pipeline in YAML: text, YAML nodes, structure, syntax tree. Everything behind is the same as for the
// language's own syntax.

import { structureValidator, yamlLibrary } from '#yaml-library';
import type { Code } from '../../../diagnostics/catalogue.ts';
import { type Diagnostic, makeDiagnostic, Reporter } from '../../../diagnostics/diagnostic.ts';
import { SourceFile, type Span } from '../../../diagnostics/source-file.ts';
import { isReadable } from '../../syntax/lexical.ts';
import type { Parsed, Syntax } from '../../syntax/parsed.ts';
import { namesInView } from '../arguments.ts';
import { readDocument } from './document.ts';
import { declaredNames, PipelineReader } from './lower.ts';
import { ExpressionReader } from './lower-expressions.ts';
import { findMend } from './mend.ts';
import { checkStructure } from './structure.ts';

/** YAML by the ending of its name; without a name, where its first line of code is `anoseg: 1`. */
export function isYaml({ name, path, text }: SourceFile): boolean {
  const file = path ?? name;
  if (/\.ya?ml$/i.test(file)) return true;
  return !/\.anoseg$/i.test(file) && beginsPipeline(text);
}

/** Whether the text of a YAML file, or its beginning, says that it is a pipeline: others are none of our business. */
export function beginsPipeline(text: string): boolean {
  // Line by line: one expression for all of it takes ages over empty lines.
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    const words = line.trim();
    if (words !== '' && !/^(?:[#%]|---)/.test(words)) return /^\{?\s*["']?anoseg["']?\s*:/.test(words);
  }
  return false;
}

type ReadSyntax = Pick<Syntax, 'parseExcerpt' | 'vocabulary'>;

/** Undefined where nothing can be read, and that is reported. */
export function parseYaml(source: SourceFile, syntax: ReadSyntax, reporter: Reporter): Parsed | undefined {
  if (!isReadable(source, reporter) || isMisnamed(source, reporter)) return undefined;
  const trial = new Reporter();
  const { parsed, misshapen } = read(source, syntax, trial);
  if (misshapen.length > 0) {
    const again = (text: string) => errorsOf(new SourceFile(source.name, text, source.path), syntax);
    const mend = findMend(source, misshapen, parsed === undefined, again);
    if (mend) {
      const { message, hint, span, fix } = mend;
      reporter.report('syntax', span, { message }, { hint, fix });
      return undefined;
    }
  }
  reporter.take(trial);
  return parsed;
}

// The language's own form, in a file that is named as YAML.
function isMisnamed(source: SourceFile, reporter: Reporter): boolean {
  const found = /^\uFEFF?(?:[ \t]*(?:\/\/.*)?\r?\n)*(anoseg[ \t]+\d+)[ \t]*(?:\/\/.*)?\r?$/m.exec(
    source.text.slice(0, 4000),
  );
  if (found?.[1] === undefined || found.index !== 0 || !/^[ \t]*\w[^:\r\n\u2028\u2029]*\{[ \t]*$/m.test(source.text))
    return false;
  const start = found[0].lastIndexOf(found[1]);
  const hint = 'name the file `.anoseg`; in YAML the first line is `anoseg: 1`, and a section is a key with a colon';
  const message = 'this is no YAML but the form of its own that the language has, in a file that is not named so';
  reporter.report('syntax', { source, start, end: start + found[1].length }, { message }, { hint });
  return true;
}

function errorsOf(source: SourceFile, syntax: ReadSyntax): readonly Diagnostic[] {
  const reporter = new Reporter();
  const { doubtful } = read(source, syntax, reporter);
  const unknown = doubtful.map((span) => makeDiagnostic('unknown-operation', span, { name: '' }));
  return [...reporter.diagnostics.filter(({ severity }) => severity === 'error'), ...unknown];
}

interface Read {
  readonly parsed: Parsed | undefined;
  /** What is wrong with the layout of the file. */
  readonly misshapen: readonly Diagnostic[];
  readonly doubtful: readonly Span[];
}

function read(source: SourceFile, syntax: ReadSyntax, reporter: Reporter): Read {
  // 1. Text to nodes.
  const { root, comments } = readDocument(source, yamlLibrary(), reporter);
  if (root === undefined) return { parsed: undefined, misshapen: shapeOf(reporter, []), doubtful: [] };
  // 2. Structure.
  checkStructure(root, structureValidator(), reporter);
  if (root.kind !== 'mapping') return { parsed: undefined, misshapen: shapeOf(reporter, []), doubtful: [] };
  // 3. Nodes to the syntax tree.
  const { own, imported } = declaredNames(root);
  const values = new ExpressionReader(syntax, namesInView(syntax.vocabulary, own, imported), reporter);
  const reader = new PipelineReader(values, reporter, comments);
  const file = reader.file(root);
  const span = { source, start: 0, end: source.text.length };
  const parsed: Parsed = {
    file: { kind: 'file', source, span, ...file },
    comments: [...comments, ...values.comments].toSorted((a, b) => a.start - b.start),
    broken: values.broken,
    lost: reader.lost,
    yaml: root,
  };
  return { parsed, misshapen: shapeOf(reporter, values.unreadable), doubtful: values.doubtful };
}

const shapes: ReadonlySet<Code> = new Set<Code>([
  'syntax',
  'yaml-structure',
  'unknown-key',
  'unknown-section',
  'missing-key',
]);

// Not what is wrong inside of a value, nor a name that is misspelt.
function shapeOf({ diagnostics }: Reporter, unreadable: readonly Span[]): readonly Diagnostic[] {
  const isInside = ({ start, end }: Span) => unreadable.some((value) => value.start <= start && end <= value.end);
  // What cannot be seen, or has no place in a pipeline, is the cause.
  if (diagnostics.some(({ code, span }) => isCause(code) && !isInside(span))) return [];
  return diagnostics.filter(
    ({ code, fix, span }) => !isInside(span) && (isUneven(code, span) || (shapes.has(code) && fix === undefined)),
  );
}

function isCause(code: Code): boolean {
  return code === 'unexpected-character' || code === 'yaml-feature' || code === 'too-large' || code === 'too-many';
}

// A value that YAML cuts, since one of its quotes or brackets is missing.
function isUneven(code: Code, { source, start, end }: Span): boolean {
  const count = (sign: RegExp) => (source.text.slice(start, end).match(sign) ?? []).length;
  return code === 'yaml-unquoted' && (count(/'/g) % 2 === 1 || count(/[[{(]/g) !== count(/[\]})]/g));
}
