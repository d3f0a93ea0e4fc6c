// A change of some lines of a file that may make it whole, for mend.ts.

/** New texts for some lines. */
export interface Change {
  /** One of many that are tried: right only where nothing is left. */
  readonly isGuess?: boolean;
  /** What is wrong is what stands in front of the line. */
  readonly isInFront?: boolean;
  readonly message: string;
  /** What the line is then; absent: the hint says it in words. */
  readonly hint?: string;
  /** By the index of the line; undefined takes it out. */
  readonly lines: ReadonlyMap<number, string | undefined>;
}
