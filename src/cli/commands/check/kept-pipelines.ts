// Runs and bundles among what `anoseg check` is about: each is checked as the pipeline that it keeps, by what it keeps.
import { openPipelines, type PipelineOptions, type PipelineReader } from '../../pipelines/pipelines.ts';
import { keptSources } from '../../pipelines/run-pipelines.ts';

/** Readers by the name of the run or bundle. @throws OutsideError `bundle-damaged`, `run-changed`, `lock-damaged` */
export async function keptReaders(
  names: readonly string[],
  options: PipelineOptions,
): Promise<ReadonlyMap<string, PipelineReader>> {
  const readers = new Map<string, PipelineReader>();
  for (const name of names) readers.set(name, openPipelines(options, await keptSources(name)));
  return readers;
}
