// Bundles among what `anoseg check` is about: each is checked as the pipeline that it holds.

import type { PipelineOptions, PipelineReader } from '../../pipelines/pipelines.ts';
import { pipelinesFor } from '../../pipelines/run-pipelines.ts';
import { unpacked } from '../../shell/bundles.ts';

/** Readers by the name of the bundle. @throws OutsideError `bundle-damaged` */
export async function bundleReaders(
  names: readonly string[],
  options: PipelineOptions,
): Promise<ReadonlyMap<string, PipelineReader>> {
  const folders = await unpacked(names);
  return new Map(names.map((name, i) => [name, pipelinesFor(folders[i] ?? name, options)]));
}
