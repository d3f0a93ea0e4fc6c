// `anoseg convert`: a pipeline in the other syntax, the same pipeline to the last digit of its digest.
import {
  convert,
  type Diagnostic,
  diagnosticsDocument,
  type PipelineSyntax,
  renderDiagnostic,
} from '../../api/language.ts';
import { readSource } from '../pipelines/pipelines.ts';
import { keptSources } from '../pipelines/run-pipelines.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';
import { type OutputOptions, writeOutput } from '../shell/write-output.ts';

export interface ConvertOptions extends OutputOptions {
  readonly to: PipelineSyntax;
}

export async function convertCommand(
  pipeline: string,
  { to, ...output }: ConvertOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { text, diagnostics } = convert((await keptSources(pipeline))?.source ?? readSource(pipeline), to);
  if (text === undefined) {
    refuse(diagnostics, terminal);
    return exitCode.wrong;
  }
  writeOutput(text, output, 'pipeline', terminal);
  return exitCode.done;
}

function refuse(diagnostics: readonly Diagnostic[], terminal: Terminal): void {
  if (terminal.json) printJson(terminal, diagnosticsDocument(diagnostics, false));
  else
    for (const diagnostic of diagnostics) terminal.stderr.write(`${renderDiagnostic(diagnostic, terminal.paint)}\n\n`);
}
