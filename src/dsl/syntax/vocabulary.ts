// What reading and writing YAML must know of the words of the language: the arguments of what is called, which say whether
// a key among arguments is the name of one, and whether a sequence is a chain or a list there.

/** What a sequence is in a place; `step`: a chain that waits for what it works on; `steps`: a list of such chains. */
export type SequenceForm = 'chain' | 'step' | 'list' | 'steps';

export interface Signature {
  /** In their order. */
  readonly inputs: readonly string[];
  /** The last input takes all arguments by position. */
  readonly isVariadic: boolean;
  /** In their order. */
  readonly settings: ReadonlyMap<string, SequenceForm>;
  /** The setting that takes all arguments by position from its place on. */
  readonly rest: string | undefined;
}

export interface Vocabulary {
  /** The arguments of an operation; undefined for other names. */
  signatureOf(name: string): Signature | undefined;
  /** Operations, and what draws numbers. */
  readonly callables: ReadonlySet<string>;
}
