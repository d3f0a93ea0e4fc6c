// How a command that fails says so: a sentence and what to do next, never a stack trace; with `--json`
// as JSON. A bug says where to report it, and with what.

import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asSharpFailure, usableTemporaryFolder } from '../../api/engine.ts';
import { clean, OutsideError, systemFailure } from '../../api/language.ts';
import { failureText } from '../../ui/text/failure-text.ts';
import { widthOf } from '../../ui/view.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { printJson, type Terminal } from './terminal.ts';

export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly exit: ExitCode;
}

/** Wrong use of the command line that the parser cannot see. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

export function failureOf(thrown: unknown, version: string): Failure {
  const error = asSharpFailure(thrown) ?? thrown;
  if (error instanceof OutsideError)
    return { code: error.code, message: error.message, hint: error.hint, exit: exitCode.outside };
  if (error instanceof UsageError)
    return { code: 'usage', message: error.message, hint: error.hint, exit: exitCode.usage };
  const outside = systemFailure(error);
  if (outside !== undefined) return failureOf(outside, version);
  return bugFailure(
    error instanceof Error ? error.message : String(error),
    error instanceof Error ? error.stack : undefined,
    version,
  );
}

/** Of what the parser of the command line says: a message that begins with `error: `, perhaps with a suggestion. */
export function usageFailure(said: string): Failure {
  const [message = '', suggestion = ''] = said.replace(/^error: /, '').split('\n');
  return {
    code: 'usage',
    message,
    hint: suggestion === '' ? '`--help` lists what there is' : suggestion.replace(/^\(|\)$/g, ''),
    exit: exitCode.usage,
  };
}

/** Keeps what a report needs in a file, since a stack trace is no message. */
export function bugFailure(message: string, stack: string | undefined, version: string): Failure {
  const report = [
    `anoseg ${version}, Node ${process.version}, ${process.platform} ${process.arch}`,
    `$ ${process.argv.slice(2).join(' ')}`,
    stack ?? message,
    '',
  ].join('\n');
  const file = keepReport(report);
  const hint = `please report it in the project's issue tracker${file === undefined ? ', with the pipeline' : `, with the pipeline and the file ${file}`}`;
  return {
    code: 'bug',
    message: `a bug in anoseg: ${message.replace(/^bug in anoseg: /, '')}`,
    hint,
    exit: exitCode.bug,
  };
}

export function printFailure({ code, message, hint }: Omit<Failure, 'exit'>, terminal: Terminal): void {
  if (terminal.json) {
    printJson(terminal, { format_version: '1.0', error: { code, message, hint } });
    return;
  }
  const { paint, stderr } = terminal;
  stderr.write(failureText({ message: clean(message), hint: clean(hint) }, paint, widthOf(stderr)));
}

/** Into a folder of its own that nobody else can have prepared: temporary folders are everybody's. */
function keepReport(report: string): string | undefined {
  const parent = usableTemporaryFolder();
  if (parent === undefined) return undefined;
  try {
    const file = path.join(mkdtempSync(path.join(parent, 'anoseg-bug-')), 'report.txt');
    writeFileSync(file, report, { flag: 'wx', mode: 0o600 });
    return file;
  } catch {
    // Nowhere to write: the message alone must do.
    return undefined;
  }
}
