// A pipeline that is about to train here: checked, once more with the files that its networks start from.
import { cacheFolder, type DeviceWish, refuseMissingGpu } from '../../api/engine.ts';
import type { LockedStart } from '../../api/runs.ts';
import type { ExitCode } from '../shell/exit-code.ts';
import type { Terminal } from '../shell/terminal.ts';
import { openPipelines, type PipelineOptions } from './pipelines.ts';
import { keptSources } from './run-pipelines.ts';
import { fetchStarts, startFiles, startProgress } from './start-files.ts';
import { type ValidPipeline, validPipeline } from './valid-pipeline.ts';

export interface PipelineToTrain {
  readonly valid: ValidPipeline;
  readonly starts: readonly LockedStart[];
}

/** An exit code where there are errors, which have been told. @throws OutsideError where weights or a GPU cannot be had */
export async function pipelineToTrain(
  pipeline: string,
  options: PipelineOptions & Pick<DeviceWish, 'device'>,
  terminal: Terminal,
): Promise<PipelineToTrain | ExitCode> {
  const pipelines = openPipelines(options, await keptSources(pipeline));
  const first = await validPipeline(pipeline, options, terminal, pipelines);
  if (typeof first === 'number') return first;
  refuseMissingGpu(cacheFolder(), options);
  const starts = startFiles(first.model, first.source);
  const came = await fetchStarts(starts, startProgress(terminal));
  // Whether they fit could not be seen before they were there.
  const valid = came ? await validPipeline(pipeline, options, terminal, pipelines) : first;
  return typeof valid === 'number' ? valid : { valid, starts };
}
