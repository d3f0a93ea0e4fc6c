// What strangers do with the text of a pipeline, in one call each. Nothing is read but through the reader that is handed
// in, nothing is printed, nothing ends the process.
import { type Checked, check as checkSource } from '../compiler/check.ts';
import type { StartReader } from '../compiler/plan/rules/starts.ts';
import { SourceFile } from '../diagnostics/source-file.ts';
import type { CommandWords } from '../dsl/elaborate/command-words.ts';
import { bundleReader } from '../dsl/load/bundle.ts';
import { createSyntax } from '../dsl/load/parse.ts';
import type { SourceReader } from '../dsl/load/source-reader.ts';
import { convert as convertSource, type PipelineSyntax } from '../dsl/rewrite/convert.ts';
import { type Formatted, format as formatSource } from '../dsl/rewrite/format.ts';
import type { Syntax } from '../dsl/syntax/parsed.ts';

export interface TextOptions {
  /** What messages call the text; one that ends in `.yaml` or `.yml` is YAML. Default: `pipeline.anoseg`. */
  readonly filename?: string;
  /** Made anew for each call where absent, which takes some milliseconds. */
  readonly syntax?: Syntax;
}

export interface CheckOptions extends TextOptions {
  /** Where imports are read from. Default: there is no other file, nor a shipped library. */
  readonly reader?: SourceReader;
  /** Values of declared parameters, as `--set` takes them. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Where these stand on a command line, for messages. Default: each in a `--set` of its own. */
  readonly words?: CommandWords;
  /** Default: the file's, without its ending. */
  readonly name?: string;
  /** Bytes of the machine that will train; absent: whether a step fits is not looked at. */
  readonly memory?: number;
  /** Reads files that networks start from; absent: whether they fit is not looked at. */
  readonly starts?: StartReader;
}

/** All that can be found wrong without the data. What it finds is in `diagnostics`; mistakes throw nothing. */
export function check(text: string | SourceFile, options: CheckOptions = {}): Checked {
  const { reader = textReader({}), parameters = {}, memory, words, starts } = options;
  const source = sourceOf(text, options);
  return checkSource(source, {
    syntax: options.syntax ?? createSyntax(),
    reader,
    overrides: new Map(Object.entries(parameters)),
    name: options.name ?? pipelineName(source),
    ...(memory === undefined ? {} : { memory }),
    ...(words && { words }),
    ...(starts && { starts }),
  });
}

/** The canonical form; no text where there are errors of syntax. */
export function format(text: string | SourceFile, options: TextOptions = {}): Formatted {
  return formatSource(sourceOf(text, options), options.syntax ?? createSyntax());
}

/** The same pipeline in the syntax that is asked for, in its canonical form. */
export function convert(text: string | SourceFile, to: PipelineSyntax, options: TextOptions = {}): Formatted {
  return convertSource(sourceOf(text, options), to, options.syntax ?? createSyntax());
}

/**
 * Reads texts by name and nothing else: files that a pipeline without a path imports (`blocks/unet.anoseg`), and those of
 * the shipped library (`std:blocks/unet.anoseg`).
 */
export function textReader(texts: Readonly<Record<string, string>>): SourceReader {
  return bundleReader({ entry: '', files: texts });
}

/** `bottle` for `pipelines/bottle.anoseg`, in any folder; `pipeline` for a text that lies nowhere. */
export function pipelineName({ path }: SourceFile): string {
  if (path === undefined) return 'pipeline';
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(0, dot) : base;
}

function sourceOf(text: string | SourceFile, { filename = 'pipeline.anoseg' }: TextOptions): SourceFile {
  return typeof text === 'string' ? new SourceFile(filename, text) : text;
}
