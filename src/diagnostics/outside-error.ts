// Failures of the world outside: no engine, no data, no disk space, a corrupt file. They travel as
// exceptions to the edge, which prints message and hint and exits with code 3. User mistakes in a
// pipeline are never thrown: they are diagnostics.
import { entryOf, type FailureCode, type FailureParameters } from './failures.ts';

interface Cause {
  readonly cause?: unknown;
}

/** A failure that the user can mend outside the pipeline. `hint` says what to do next. Made by `outside`. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';

  constructor(
    /** Kebab-case, stable: scripts may test for it. */
    readonly code: FailureCode,
    message: string,
    readonly hint: string,
    options?: Cause,
  ) {
    super(message, options);
  }
}

/** The failure of this code, in the words of the catalogue. */
export function outside<C extends FailureCode>(
  code: C,
  parameters: FailureParameters<C>,
  options?: Cause,
): OutsideError {
  const { message, hint } = entryOf(code);
  return new OutsideError(code, message(parameters), hint(parameters), options);
}

/** The same failure in other words: with the file's name, say, or of several files. */
export function reworded(
  { code, message, hint }: Pick<OutsideError, 'code' | 'message' | 'hint'>,
  words: { readonly message?: string; readonly hint?: string },
  options?: Cause,
): OutsideError {
  return new OutsideError(code, words.message ?? message, words.hint ?? hint, options);
}

/** Stops at what cannot happen: the message of exit code 4 asks the user to report it. */
export function bug(message: string): never {
  throw new Error(`bug in anoseg: ${message}`);
}
