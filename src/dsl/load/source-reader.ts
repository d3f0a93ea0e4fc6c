// What loading a pipeline needs of a file system.

/** The file system as loading needs it; texts of unsaved editors come through it too. */
export interface SourceReader {
  /** The text, or undefined where there is no such file. */
  read(path: string): string | undefined;
  /** The path without links, or undefined where nothing is there. */
  realPath(path: string): string | undefined;
  /**
   * What lies in a folder, by name, folders with `/` at the end; nothing where there is none. Messages about packages name
   * files by it; without it they name none.
   */
  entries?(folder: string): readonly string[];
  /** What messages call a file of one's own; without it, as the file does that imports it. */
  shownName?(path: string): string;
  /** Folder of the shipped library. */
  readonly standardLibrary: string;
  /** Where relative paths of standard input start. */
  readonly workingFolder: string;
}
