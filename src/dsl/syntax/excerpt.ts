// A piece of a file that is read on its own, such as a value of YAML.
import type { SourceFile } from '../../diagnostics/source-file.ts';

export interface Excerpt {
  readonly source: SourceFile;
  readonly text: string;
  /** Where a place of the text lies in the source. */
  readonly place: (offset: number) => number;
}
