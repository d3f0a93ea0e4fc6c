// The pipeline of a run folder, with its parameters: what a bundle is unpacked to stands wherever a pipeline does.
import { existsSync } from 'node:fs';
import { bundledSource, bundleReader, check, createSyntax, pipelineName, rootOf } from '../../api/language.ts';
import { checkedPipeline, readRecord, runFolder } from '../../api/runs.ts';
import { describeStart } from '../../api/weights.ts';
import { openPipelines, type PipelineOptions, type PipelineReader, weightsPlaces } from './pipelines.ts';

/** Pipelines as files, or that of a run where `name` is its folder. */
export function pipelinesFor(name: string, options: PipelineOptions): PipelineReader {
  return name !== '-' && existsSync(runFolder(name).lock) ? runPipelines(name, options) : openPipelines(options);
}

// Its sources are those that the run keeps; `--set` goes before what the run was given.
function runPipelines(place: string, options: PipelineOptions): PipelineReader {
  const { bundle, lock } = readRecord(place);
  const files = openPipelines(options);
  const overrides = new Map([...Object.entries(lock.parameters), ...files.overrides]);
  const reader = bundleReader(bundle);
  const syntax = createSyntax();
  return {
    ...files,
    reader,
    overrides,
    read: () => bundledSource(bundle),
    check: (source) =>
      check(source, {
        starts: (start) => describeStart(start, weightsPlaces(source)),
        syntax,
        reader,
        parameters: Object.fromEntries(overrides),
        ...(options.memory === undefined ? {} : { memory: options.memory }),
      }),
    checked: (source, valid, name = pipelineName(source)) =>
      checkedPipeline({ ...valid, name, overrides, root: rootOf(source, reader) }),
  };
}
