// What of a run goes into a bundle: all that says what was run and what came out, nothing of the machine's folders.
import { existsSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { asOneFile } from '../files/one-file.ts';
import { hashContent } from '../record/data-digest.ts';
import { digests, filesBelow, hashFile } from '../record/folder-digests.ts';
import type { LockFile } from '../record/lock.ts';
import { requireResults } from '../record/result-digests.ts';
import type { RunRecord } from '../record/stored-run.ts';
import { joined } from '../stored/file-lines.ts';
import { storedTexts } from '../stored/forms.ts';
import { storedEvents } from '../stored/stored-events.ts';
import { readStoredText } from '../stored/stored-json.ts';
import { isBundleName } from './bundle-names.ts';

/** Bytes, or a file of the run that may be larger than memory. */
export type BundleContent = Uint8Array | { readonly file: string; readonly bytes: number };

/** By their path in the bundle, `/` between. */
export type BundleFiles = ReadonlyMap<string, BundleContent>;

/** @throws OutsideError `bundle-refused`, `results-damaged`, `run-incomplete` */
export function filesToShare(
  { folder, bundle, lock }: Pick<RunRecord, 'folder' | 'bundle' | 'lock'>,
  { withModel }: { readonly withModel: boolean },
): BundleFiles {
  if (!existsSync(folder.metrics)) throw outside('run-incomplete', { run: folder.folder });
  requireResults(folder, lock, 'all');
  const files = new Map<string, BundleContent>();
  for (const { name, file } of lock.pipeline.sources) files.set(file, Buffer.from(bundle.files[name] ?? ''));
  files.set('lock.json', json(withoutPlaces(lock)));
  const tables = [folder.scores, folder.data].map((file) => [file, storedTexts.table] as const);
  for (const [file, form] of [[folder.metrics, storedTexts.metrics] as const, ...tables])
    if (bytesOf(file) !== undefined) files.set(path.basename(file), Buffer.from(readStoredText(file, form)));
  files.set('events.jsonl', losses(folder.events));
  if (withModel) for (const [name, content] of modelFiles(folder.model)) files.set(name, content);
  const strange = [...files.keys()].find((name) => !isBundleName(name));
  if (strange !== undefined)
    throw outside('bundle-refused', {
      run: folder.folder,
      problem: `it would hold a file ${JSON.stringify(strange)}, and on some systems that is no name of a file`,
      advice: 'call the imported file, and the folders it lies in, otherwise, and run the pipeline again',
    });
  refuseAlike(folder.folder, [...files.keys()]);
  const sums = Object.fromEntries([...files].map(([name, content]) => [name, digestOf(content)]));
  const results = { maps: digests(folder.maps), variables: digests(path.join(folder.model, 'variables')) };
  files.set(contentsName, json({ format_version: '1.0', files: sums, ...results }));
  return files;
}

// In runs of earlier releases.
function refuseAlike(run: string, names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(asOneFile(name));
    if (other !== undefined)
      throw outside('bundle-refused', {
        run,
        problem: `it would hold ${JSON.stringify(other)} and ${JSON.stringify(name)}, and on some systems they are one file`,
        advice: 'run the pipeline again: a new run keeps them apart',
      });
    seen.set(asOneFile(name), name);
  }
}

/** The list of a bundle: each file with its digest, and digests of maps and weights, which need not be in it. */
export const contentsName = 'bundle.json';

/** Undefined for what is no file: a link of a stranger's run may lead to anything of ours. */
function bytesOf(file: string): number | undefined {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : undefined;
}

function modelFiles(folder: string): readonly (readonly [string, BundleContent])[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return filesBelow(folder).flatMap((name) => {
    const file = path.join(folder, name);
    const bytes = bytesOf(file);
    const inBundle = `model/${name}`;
    return bytes !== undefined && isBundleName(inBundle) ? [[inBundle, { file, bytes }] as const] : [];
  });
}

function digestOf(content: BundleContent): string {
  return content instanceof Uint8Array ? hashContent(content) : hashFile(content.file);
}

/** Where data and weights lay is the business of nobody else; what they were, the digests say. */
function withoutPlaces({ command: _, data, starts, ...lock }: LockFile): LockFile {
  return {
    ...lock,
    data: { ...data, folder: 'data' },
    ...(starts && { starts: starts.map((start) => ({ ...start, file: path.basename(start.file) })) }),
  };
}

// Losses and measurements; other events name folders.
function losses(file: string): Uint8Array {
  return Buffer.concat([...joined(toldIn(file))]);
}

function* toldIn(file: string): Generator<string> {
  for (const { text, event } of storedEvents(file))
    if (event.event === 'step' || event.event === 'validation') yield text;
}

function json(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}
