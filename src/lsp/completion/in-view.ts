// What a place in a file sees.
import type { LoadedFile } from '../../api/language.ts';
import type { FileNames } from '../names/declared.ts';
import type { View } from '../names/view.ts';
import type { Analysis } from '../workspace.ts';

export interface InView {
  readonly analysis: Analysis;
  readonly own: FileNames;
  readonly names: ReadonlyMap<LoadedFile, FileNames>;
  readonly view: View;
  /** Of the cursor. */
  readonly offset: number;
}
