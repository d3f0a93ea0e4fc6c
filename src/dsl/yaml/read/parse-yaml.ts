// A pipeline in YAML: text, YAML nodes, structure, syntax tree. Everything behind is the same as for the
// language's own syntax.

import { structureValidator, yamlLibrary } from '#yaml-library';
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../../diagnostics/source-file.ts';
import { isReadable } from '../../syntax/lexical.ts';
import type { Parsed, Syntax } from '../../syntax/parsed.ts';
import { namesInView } from '../arguments.ts';
import { readDocument } from './document.ts';
import { declaredNames, PipelineReader } from './lower.ts';
import { ExpressionReader } from './lower-expressions.ts';
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

/** Undefined where nothing can be read, and that is reported. */
export function parseYaml(
  source: SourceFile,
  syntax: Pick<Syntax, 'parseExcerpt' | 'vocabulary'>,
  reporter: Reporter,
): Parsed | undefined {
  if (!isReadable(source, reporter)) return undefined;
  // 1. Text to nodes.
  const { root, comments } = readDocument(source, yamlLibrary(), reporter);
  if (root === undefined) return undefined;
  // 2. Structure.
  checkStructure(root, structureValidator(), reporter);
  if (root.kind !== 'mapping') return undefined;
  // 3. Nodes to the syntax tree.
  const { own, imported } = declaredNames(root);
  const values = new ExpressionReader(syntax, namesInView(syntax.vocabulary, own, imported), reporter);
  const reader = new PipelineReader(values, reporter, comments);
  const file = reader.file(root);
  const span = { source, start: 0, end: source.text.length };
  return {
    file: { kind: 'file', source, span, ...file },
    comments: [...comments, ...values.comments].toSorted((a, b) => a.start - b.start),
    broken: values.broken,
    lost: reader.lost,
    yaml: root,
  };
}
