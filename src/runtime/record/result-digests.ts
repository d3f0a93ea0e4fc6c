// Digests of what a finished run found, by which a file that was edited, damaged, or taken from another run is noticed.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { writeWhole } from '../files/files.ts';
import { storedForms } from '../stored/forms.ts';
import { readStoredJson } from '../stored/stored-json.ts';
import { hashContent } from './data-digest.ts';
import { filesBelow, hashFile } from './folder-digests.ts';
import type { LockFile } from './lock.ts';
import { type RunFolder, resultsName } from './run-folder.ts';

/** Written before `metrics`, which ends a run: of all that is there by then, and of what `metrics` will hold. */
export function writeResultDigests(folder: RunFolder, lock: LockFile, metrics: string): void {
  const single = [folder.scores, folder.curves, folder.data].filter((file) => existsSync(file));
  const below = [folder.maps, folder.model].flatMap((place) => filesBelow(place).map((name) => path.join(place, name)));
  const files = [...single, ...below].map((file) => [nameIn(folder, file), hashFile(file)] as const);
  const sums = Object.fromEntries([[nameIn(folder, folder.metrics), hashContent(metrics)], ...files]);
  const text = JSON.stringify({ format_version: '1.0', run: lock.identity ?? '', files: sums }, undefined, 2);
  writeWhole(folder.results, `${text}\n`);
}

/** Of runs of earlier releases nothing is known. @throws OutsideError `metrics-damaged` */
export function requireMetrics(file: string): void {
  const sum = readStoredJson(path.join(path.dirname(file), resultsName), storedForms.results)?.files[
    path.basename(file)
  ];
  if (sum !== undefined && hashFile(file) !== sum)
    throw outside('metrics-damaged', { file, problem: 'it was edited, or is of another run' });
}

/** `what`: the finished model alone, or all that the run found. @throws OutsideError `results-damaged`, `damaged-model` */
export function requireResults(folder: RunFolder, lock: LockFile, what: 'model' | 'all'): void {
  const results = readStoredJson(folder.results, storedForms.results);
  if (results === undefined) return;
  const damaged = (file: string, problem: string) => outside('results-damaged', { file, problem });
  if (results.run !== (lock.identity ?? ''))
    throw damaged(folder.results, 'it is of another run than lock.json beside it');
  for (const [name, sum] of Object.entries(results.files)) {
    const file = path.join(folder.folder, name);
    const isModel = name.startsWith('model/');
    if (what === 'model' && !isModel) continue;
    const isThere = existsSync(file);
    if (isThere && hashFile(file) === sum) continue;
    if (isModel) throw outside('damaged-model', { folder: folder.model });
    throw damaged(file, isThere ? 'it was edited, or is of another run' : 'it is gone');
  }
}

function nameIn({ folder }: RunFolder, file: string): string {
  return path.relative(folder, file).split(path.sep).join('/');
}
