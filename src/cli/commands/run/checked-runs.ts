// The runs of `--each`, all of them checked before anything starts.
import type { EngineProgress } from '../../../api/engine.ts';
import { createSyntax, type Model, pipelineName, type SourceFile } from '../../../api/language.ts';
import type { CheckedPipeline, LockedStart } from '../../../api/runs.ts';
import { type KeptSources, openPipelines } from '../../pipelines/pipelines.ts';
import { fetchStarts, startFiles } from '../../pipelines/start-files.ts';
import { withLibrary } from '../../pipelines/valid-pipeline.ts';
import type { EachValue } from './each-words.ts';
import { Findings } from './findings.ts';

export interface CheckedRun {
  readonly values: readonly EachValue[];
  readonly pipeline: CheckedPipeline;
  readonly model: Model;
  readonly starts: readonly LockedStart[];
}

export type CheckWith = ReturnType<typeof checkerOf>;

export interface ToCheck {
  readonly source: SourceFile;
  /** Sources of before in place of files. */
  readonly kept?: KeptSources | undefined;
  /** What `--set` says. */
  readonly set: readonly string[];
  /** What an experiment sets for all runs. */
  readonly fixed?: readonly EachValue[];
}

/** Checks a pipeline with values of one run, beside what is set for all. */
export function checkerOf({ source, kept, set, fixed = [] }: ToCheck) {
  const syntax = createSyntax();
  return (...more: readonly EachValue[]) => {
    const pipelines = openPipelines({ set, more: [...fixed, ...more] }, kept, syntax);
    return { pipelines, ...pipelines.check(source) };
  };
}

/** Runs as long as nothing was found, in the order of `runs`. */
export async function checkRuns(
  source: SourceFile,
  runs: readonly (readonly EachValue[])[],
  checkWith: CheckWith,
  onProgress: (progress: EngineProgress) => void,
): Promise<{ readonly checked: readonly CheckedRun[]; readonly findings: Findings }> {
  const checked: CheckedRun[] = [];
  const findings = new Findings();
  for (const run of runs) {
    const first = checkWith(...run);
    // Whether weights fit could not be seen before they were there.
    const came = first.model !== undefined && (await fetchStarts(startFiles(first.model, source), onProgress));
    const { pipelines, loaded, model, diagnostics } = came ? checkWith(...run) : first;
    if (model === undefined) findings.add(withLibrary(source, model, diagnostics));
    else if (findings.isEmpty) {
      const label = run.map(({ text }) => text).join('-');
      const pipeline = pipelines.checked(source, { loaded, model }, `${pipelineName(source)}-${label}`);
      checked.push({ values: run, model, starts: startFiles(model, source), pipeline });
    }
    if (findings.isFull) break;
  }
  return { checked, findings };
}
