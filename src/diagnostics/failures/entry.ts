// The form of a failure of the world outside, as the catalogue of failures has it.

export interface FailureEntry<P> {
  /** What it means, and when it is met: for `anoseg check --explain` and the page of failures. */
  readonly about: string;
  /** A sentence; it names the place. */
  readonly message: (parameters: P) => string;
  /** What to do next. */
  readonly hint: (parameters: P) => string;
  /** Parameters as they may be, for the page. */
  readonly example: P;
}

/** Lets TypeScript know the parameters. */
export function failure<P>(entry: FailureEntry<P>): FailureEntry<P> {
  return entry;
}

/** Where only the place that fails knows what to say: a sentence, and what to do next. */
export interface Told {
  readonly problem: string;
  readonly advice: string;
}

/** A failure that is told in the words of the place where it happens. */
export function told(entry: { readonly about: string; readonly example: Told }): FailureEntry<Told> {
  return { ...entry, message: ({ problem }) => problem, hint: ({ advice }) => advice };
}
