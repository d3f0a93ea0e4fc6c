// Names that are two on one disk, and one on another.

/** The same for names that some disk takes for one: case, and the ways to write one character. */
export function asOneFile(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase();
}
