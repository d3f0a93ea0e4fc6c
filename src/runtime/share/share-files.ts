// What of a run goes into a bundle: all that says what was run and what came out, nothing of the machine's folders.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hashContent } from '../record/data-digest.ts';
import { digests, filesBelow } from '../record/folder-digests.ts';
import type { LockFile } from '../record/lock.ts';
import type { RunRecord } from '../record/stored-run.ts';
import { readStoredEvents } from '../stored/stored-events.ts';

/** By their path in the bundle, `/` between. */
export type BundleFiles = ReadonlyMap<string, Uint8Array>;

export function filesToShare(record: RunRecord, { withModel }: { readonly withModel: boolean }): BundleFiles {
  const { folder, bundle, lock } = record;
  const files = new Map<string, Uint8Array>();
  for (const { name, file } of lock.pipeline.sources) files.set(file, Buffer.from(bundle.files[name] ?? ''));
  files.set('lock.json', json(withoutPlaces(lock)));
  for (const file of [folder.metrics, folder.scores, folder.data])
    if (existsSync(file)) files.set(path.basename(file), readFileSync(file));
  files.set('events.jsonl', Buffer.from(losses(folder.events)));
  if (withModel)
    for (const name of filesBelow(folder.model))
      files.set(`model/${name}`, readFileSync(path.join(folder.model, name)));
  const sums = Object.fromEntries([...files].map(([name, content]) => [name, hashContent(content)]));
  const results = { maps: digests(folder.maps), variables: digests(path.join(folder.model, 'variables')) };
  files.set(contentsName, json({ format_version: '1.0', files: sums, ...results }));
  return files;
}

/** The list of a bundle: each file with its digest, and digests of maps and weights, which need not be in it. */
export const contentsName = 'bundle.json';

/** Where data and weights lay is the business of nobody else; what they were, the digests say. */
function withoutPlaces({ command: _, data, starts, ...lock }: LockFile): LockFile {
  return {
    ...lock,
    data: { ...data, folder: 'data' },
    ...(starts && { starts: starts.map((start) => ({ ...start, file: path.basename(start.file) })) }),
  };
}

// Losses and measurements; other events name folders.
function losses(file: string): string {
  const told = readStoredEvents(file).filter(({ event: { event } }) => event === 'step' || event === 'validation');
  return told.map(({ text }) => `${text}\n`).join('');
}

function json(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}
