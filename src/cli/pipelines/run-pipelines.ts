// The pipeline of a run folder or bundle, with its parameters: it stands wherever a pipeline does.
import { existsSync } from 'node:fs';
import { bundledSource, bundleReader } from '../../api/language.ts';
import { readRecord, runFolder } from '../../api/runs.ts';
import { withUnpacked } from '../shell/bundles.ts';
import type { KeptSources } from './pipelines.ts';

/** Undefined where `name` is neither. @throws OutsideError `bundle-damaged`, `bundle-missing`, `run-changed`, `lock-damaged` */
export function keptSources(name: string): Promise<KeptSources | undefined> {
  return withUnpacked(name, ({ folder, isBundle }) => {
    if (!isBundle && (name === '-' || !existsSync(runFolder(name).lock))) return undefined;
    const { bundle, lock } = readRecord(folder);
    const files = new Map(lock.pipeline.sources.map((source) => [source.name, source.file]));
    // A run keeps the names that its sources had; in a bundle there are only its own.
    const shown = isBundle ? (file: string) => `${name}: ${files.get(file) ?? file}` : undefined;
    return {
      source: bundledSource(bundle, shown),
      reader: bundleReader(bundle, shown),
      parameters: lock.parameters,
    };
  });
}
