// The pipeline of a run folder, with its parameters: what a bundle is unpacked to stands wherever a pipeline does.
import { existsSync } from 'node:fs';
import { bundledSource, bundleReader } from '../../api/language.ts';
import { readRecord, runFolder } from '../../api/runs.ts';
import type { KeptSources } from './pipelines.ts';

/** Undefined where `name` is no run folder. @throws OutsideError `run-changed`, `lock-damaged` */
export function keptSources(name: string): KeptSources | undefined {
  if (name === '-' || !existsSync(runFolder(name).lock)) return undefined;
  const { bundle, lock } = readRecord(name);
  return { source: bundledSource(bundle), reader: bundleReader(bundle), parameters: lock.parameters };
}
