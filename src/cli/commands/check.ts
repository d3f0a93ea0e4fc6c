// `anoseg check`: validates pipelines, without TensorFlow.
import { countSummary, renderDiagnostic } from '../../diagnostics/render-human.ts';
import { diagnosticsDocument } from '../../diagnostics/render-json.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { openPipelines, type PipelineOptions } from '../pipelines.ts';
import { printJson, type Terminal } from '../terminal.ts';

export interface CheckOptions extends PipelineOptions {
  /** Warnings fail too. */
  readonly strict?: boolean;
}

export async function checkCommand(
  files: readonly string[],
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const pipelines = openPipelines(options);
  const diagnostics = files.flatMap((name) => pipelines.check(pipelines.read(name)).diagnostics);
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
