// What a command ends with that has found a pipeline wrong: whether the words of the command line are, or the pipeline.
import type { Diagnostic } from '../../api/language.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';

/** Undefined where there is no error. */
export function exitOf(diagnostics: readonly Diagnostic[]): ExitCode | undefined {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return undefined;
  return errors.some(({ isUsage }) => isUsage === true) ? exitCode.usage : exitCode.wrong;
}
