// The form of an entry of the catalogue.

/** `note` changes no exit code, even with `--strict`. */
export type Severity = 'error' | 'warning' | 'note';

export interface CatalogueEntry<P> {
  readonly severity: Severity;
  /** One line, without a full stop. */
  readonly summary: (parameters: P) => string;
  /** What the rule is and why: for `anoseg check --explain`. */
  readonly about: string;
  readonly wrong: string;
  readonly right: string;
  /** Found only where the data set is at hand: `check --with-data`, and `run`. */
  readonly needsData?: boolean;
  /** The data is wrong, not the pipeline: exit code 3 where nothing else is. */
  readonly isOutside?: boolean;
}

/** Lets TypeScript know the parameters of a message. */
export function entry<P>(definition: CatalogueEntry<P>): CatalogueEntry<P> {
  return definition;
}
