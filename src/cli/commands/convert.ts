// `anoseg convert`: a pipeline in the other syntax, the same pipeline to the last digit of its digest.
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../diagnostics/render-human.ts';
import { diagnosticsDocument } from '../../diagnostics/render-json.ts';
import { convert, type PipelineSyntax } from '../../dsl/convert.ts';
import { createSyntax } from '../../dsl/parse.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { readSource } from '../pipelines.ts';
import { printJson, type Terminal } from '../terminal.ts';
import { type OutputOptions, writeOutput } from '../write-output.ts';

export interface ConvertOptions extends OutputOptions {
  readonly to: PipelineSyntax;
}

export async function convertCommand(
  pipeline: string,
  { to, ...output }: ConvertOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { text, diagnostics } = convert(readSource(pipeline), to, createSyntax());
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
