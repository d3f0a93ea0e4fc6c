// Tells what is wrong, where a command goes no further for it.
import { type Diagnostic, diagnosticsDocument, renderDiagnostic } from '../../api/language.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';
import { exitOf } from './exit-of.ts';

export function tellFindings(diagnostics: readonly Diagnostic[], terminal: Terminal): ExitCode {
  if (terminal.json) printJson(terminal, diagnosticsDocument(diagnostics, false));
  else
    for (const diagnostic of diagnostics) terminal.stderr.write(`${renderDiagnostic(diagnostic, terminal.paint)}\n\n`);
  return exitOf(diagnostics) ?? exitCode.wrong;
}
