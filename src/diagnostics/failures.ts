// Every code of a failure of the world outside (exit code 3), with its message, what to do next, and what it means. Codes
// never change their meaning.
import { dataFailures } from './failures/data.ts';
import { engineFailures } from './failures/engine.ts';
import { imageFailures } from './failures/images.ts';
import { recordFailures } from './failures/record.ts';
import { systemFailures } from './failures/system.ts';

export type { FailureEntry } from './failures/entry.ts';

export const failures = {
  ...systemFailures,
  ...engineFailures,
  ...dataFailures,
  ...imageFailures,
  ...recordFailures,
} as const;

export type FailureCode = keyof typeof failures;

/** The parameters that message and hint of a code need. */
export type FailureParameters<C extends FailureCode> = Parameters<(typeof failures)[C]['message']>[0];

export function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(failures, code);
}
