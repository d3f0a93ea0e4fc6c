// `anoseg check`: validates pipelines, without TensorFlow.
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { countSummary, renderDiagnostic } from '../../diagnostics/render-human.ts';
import { diagnosticsDocument } from '../../diagnostics/render-json.ts';
import type { Model } from '../../dsl/model.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { openPipelines, type PipelineOptions } from '../pipelines.ts';
import { printJson, type Terminal } from '../terminal.ts';

export interface CheckOptions extends PipelineOptions {
  /** Warnings fail too. */
  readonly strict?: boolean;
  /** Opens the data set too, and reads every file. */
  readonly withData?: boolean;
  readonly data?: string;
}

export async function checkCommand(
  files: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const pipelines = openPipelines(options);
  const diagnostics: Diagnostic[] = [];
  for (const name of files) {
    const { model, diagnostics: found } = pipelines.check(pipelines.read(name));
    diagnostics.push(...found);
    if (model && options.withData) diagnostics.push(...(await checkData(model, options, terminal)));
  }
  const valid = !diagnostics.some(
    ({ severity }) => severity === 'error' || (options.strict === true && severity === 'warning'),
  );
  if (terminal.json) {
    printJson(terminal, diagnosticsDocument(diagnostics, valid));
  } else {
    const shown = diagnostics.filter(({ severity }) => severity === 'error' || !terminal.quiet);
    for (const diagnostic of shown) terminal.stdout.write(`${renderDiagnostic(diagnostic, terminal.paint)}\n\n`);
    const summary = countSummary(diagnostics) ?? `${files.length === 1 ? files[0] : `${files.length} files`}: valid`;
    if (!terminal.quiet || !valid) terminal.stdout.write(`${summary}\n`);
  }
  return valid ? exitCode.done : exitCode.wrong;
}

// Loaded only here: reading images needs sharp.
async function checkData(model: Model, { data }: CheckOptions, { env }: Terminal): Promise<readonly Diagnostic[]> {
  const { examineData } = await import('../../runtime/data/examine.ts');
  const { dataDiagnostics } = await import('../data-findings.ts');
  return dataDiagnostics(model, await examineData(model, data ?? env.ANOSEG_DATA ?? 'data'));
}
