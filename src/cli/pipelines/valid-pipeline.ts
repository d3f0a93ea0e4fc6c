// A pipeline that a command needs whole: checked, with the findings told where there are errors.
import {
  type Checked,
  type Diagnostic,
  diagnosticsDocument,
  type Loaded,
  type Model,
  makeDiagnostic,
  renderDiagnostic,
  type SourceFile,
} from '../../api/language.ts';
import type { CheckedPipeline } from '../../api/runs.ts';
import { type ExitCode, exitCode } from '../shell/exit-code.ts';
import { printJson, type Terminal } from '../shell/terminal.ts';
import { exitOf } from './exit-of.ts';
import { openPipelines, type PipelineOptions, type PipelineReader } from './pipelines.ts';
import { keptSources } from './run-pipelines.ts';

export interface ValidPipeline {
  readonly source: SourceFile;
  readonly loaded: Loaded;
  readonly model: Model;
  /** As the engine process takes it. */
  readonly checked: CheckedPipeline;
}

/** An exit code where there are errors: they have been told, as JSON or on standard error. */
export async function validPipeline(
  name: string,
  options: PipelineOptions,
  terminal: Terminal,
  opened?: PipelineReader,
): Promise<ValidPipeline | ExitCode> {
  const pipelines = opened ?? openPipelines(options, await keptSources(name));
  const source = pipelines.read(name);
  const { loaded, model, diagnostics, experiment } = pipelines.check(source);
  const found = withLibrary(source, model, diagnostics, experiment);
  if (terminal.json && model === undefined) printJson(terminal, diagnosticsDocument(found, false));
  if (!terminal.json && !(terminal.quiet && model)) {
    for (const diagnostic of found) terminal.stderr.write(`${renderDiagnostic(diagnostic, terminal.paint)}\n\n`);
  }
  if (model === undefined) return exitOf(found) ?? exitCode.wrong;
  return { source, loaded, model, checked: pipelines.checked(source, { loaded, model }) };
}

/** What is found, and that it is a library where that is all that is wrong. */
export function withLibrary(
  source: SourceFile,
  model: Model | undefined,
  diagnostics: readonly Diagnostic[],
  experiment?: Checked['experiment'],
): readonly Diagnostic[] {
  return model || hasErrors(diagnostics) ? diagnostics : [...diagnostics, libraryOnly(source, experiment)];
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function libraryOnly(source: SourceFile, experiment: Checked['experiment']): Diagnostic {
  if (experiment) {
    const problem = 'the file is an experiment: many runs of one pipeline';
    const hint = `name the pipeline, \`${experiment.pipeline.parsed.file.source.name}\`; \`run\`, \`check\` and \`plan\` take experiments`;
    return makeDiagnostic('bad-experiment', experiment.section.keyword, { problem }, { hint });
  }
  return makeDiagnostic('library-only', { source, start: 0, end: source.line(1).length }, { what: 'sections' });
}
