// Every code of a failure of the world outside (exit code 3), with its message, what to do next, and what it means. Codes
// never change their meaning.
import { dataFailures } from './failures/data.ts';
import { engineFailures } from './failures/engine.ts';
import type { FailureEntry } from './failures/entry.ts';
import { imageFailures } from './failures/images.ts';
import { recordFailures } from './failures/record.ts';
import { snakemakeFailures } from './failures/snakemake.ts';
import { systemFailures } from './failures/system.ts';
import { weightsFailures } from './failures/weights.ts';

export const failures = {
  ...systemFailures,
  ...engineFailures,
  ...dataFailures,
  ...imageFailures,
  ...recordFailures,
  ...snakemakeFailures,
  ...weightsFailures,
} as const;

export type FailureCode = keyof typeof failures;

/** The parameters that message and hint of a code need. */
export type FailureParameters<C extends FailureCode> = Parameters<(typeof failures)[C]['message']>[0];

interface FailureExample {
  readonly about: string;
  readonly message: string;
  readonly hint: string;
}

/** What a code means, and what it may say. */
export function exampleOf(code: FailureCode): FailureExample {
  const { about, message, hint, example } = entryOf(code);
  return { about, message: message(example), hint: hint(example) };
}

export function entryOf<C extends FailureCode>(code: C): FailureEntry<FailureParameters<C>> {
  // Each entry takes its own parameters; the compiler cannot see that `code` and they belong together.
  return failures[code] as unknown as FailureEntry<FailureParameters<C>>;
}

export function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(failures, code);
}
