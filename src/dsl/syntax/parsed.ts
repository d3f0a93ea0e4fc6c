// What reading a file gives, in either syntax, and the reader as others see it. The reading itself is in load/parse.ts.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { SourceFile, Span } from '../../diagnostics/source-file.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { Expression, PipelineFile } from './ast.ts';
import type { Excerpt } from './excerpt.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Comment {
  /** With its slashes. */
  readonly text: string;
  readonly start: number;
}

export interface Parsed {
  readonly file: PipelineFile;
  /** Doc comments too, in the order of the text. */
  readonly comments: readonly Comment[];
  /** Over a limit, no text, or broken YAML: nothing of it was read. */
  readonly isUnread?: boolean;
  /** What could not be read in full, and the names that it may have declared. */
  readonly broken?: readonly Span[];
  readonly lost?: ReadonlySet<string>;
  /** The structure that a YAML file has beside its tree. */
  readonly yaml?: YamlNode;
}

/** A word of the text: everything but white space and comments. */
export interface SourceWord {
  readonly text: string;
  readonly start: number;
}

export interface ParsedExcerpt {
  readonly expression: Expression;
  readonly comments: readonly Comment[];
  readonly isBroken: boolean;
}

export interface Syntax {
  readonly vocabulary: Vocabulary;
  parse(source: SourceFile, reporter: Reporter): Parsed;
  /** `place`: where all of it stands, for a text that is in no file. */
  parseExpression(source: SourceFile, reporter: Reporter, place?: Span): Expression;
  /** Reads a value that stands in a larger text. */
  parseExcerpt(excerpt: Excerpt, reporter: Reporter): ParsedExcerpt;
  /** The words of a file in the language's own syntax, or of a value of YAML. */
  words(text: Excerpt | SourceFile): readonly SourceWord[];
  /** Reads a default of ours, which must be right; it stands at `place`. */
  parseDefault(text: string, place: Span): Expression;
}
