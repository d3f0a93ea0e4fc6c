// Failures of the world outside: no engine, no data, no disk space, a corrupt file. They travel as
// exceptions to the edge, which prints message and hint and exits with code 3. User mistakes in a
// pipeline are never thrown: they are diagnostics.

/** A failure that the user can mend outside the pipeline. `hint` says what to do next. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';

  constructor(
    /** Kebab-case, stable: scripts may test for it. */
    readonly code: string,
    message: string,
    readonly hint: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Stops at what cannot happen: the message of exit code 4 asks the user to report it. */
export function bug(message: string): never {
  throw new Error(`bug in anoseg: ${message}`);
}
