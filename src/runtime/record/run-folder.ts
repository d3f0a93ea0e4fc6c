// The layout of a run folder, how a new one is named, and what may be in it before.
import { existsSync, lstatSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import type { SourceBundle } from '../../dsl/load/bundle.ts';
import { type Claim, claimFolder, refuseBusyFolder } from '../claim/claim.ts';
import { removeDrafts } from '../files/files.ts';
import { isDataList } from './data-list.ts';
import { entriesBelow } from './folder-digests.ts';
import { createNumberedFolder, makeFolder, refuseOthers } from './result-folder.ts';
import { isEventLog, isLock } from './run-signs.ts';
import { originals, storedFiles } from './stored-sources.ts';

export const resultsName = 'results.json';

export interface RunFolder {
  readonly folder: string;
  readonly lock: string;
  readonly events: string;
  readonly checkpoints: string;
  readonly model: string;
  readonly metrics: string;
  readonly curves: string;
  readonly scores: string;
  readonly data: string;
  readonly maps: string;
  readonly overlays: string;
  readonly report: string;
  /** Digests of all that the run found. */
  readonly results: string;
  readonly imports: string;
}

export function runFolder(folder: string): RunFolder {
  const at = (name: string) => path.join(folder, name);
  return {
    folder,
    lock: at('lock.json'),
    events: at('events.jsonl'),
    checkpoints: at('checkpoints'),
    model: at('model'),
    metrics: at('metrics.json'),
    curves: at('curves.json'),
    scores: at('scores.csv'),
    data: at('data.csv'),
    maps: at('maps'),
    overlays: at('overlays'),
    report: at('report.html'),
    results: at(resultsName),
    imports: at('imports'),
  };
}

/** Commands to a terminal, and turns of the direction of text: a stranger's bundle names the run that reproduces it. */
const unseen = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** `runs/NAME-DIGEST-N` with the first free N. */
export function createRunFolder(parent: string, name: string, digest: string): RunFolder {
  return runFolder(createNumberedFolder(parent, `${name.replaceAll(unseen, '_')}-${digest.slice(0, 8)}-`));
}

/**
 * Claims a folder for a new run: one that is not there, is empty, or holds what a run left that ended before it began,
 * for want of data or engine. @throws OutsideError `run-busy`, `run-exists`, `out-exists`
 */
export async function claimNewRun(run: RunFolder, bundle: SourceBundle, command: string): Promise<Claim> {
  const { folder } = run;
  makeFolder(folder);
  refuseBusyFolder(folder);
  refuseContent(run, bundle);
  const claim = await claimFolder(folder, command);
  try {
    // Somebody else may have had it in between.
    refuseContent(run, bundle);
    removeRunDrafts(run);
    return claim;
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** Where a run ended before it began: its log, and the folder where nothing else is in it. */
export function removeUnbegun({ folder, lock, events }: RunFolder): void {
  if (existsSync(lock) || !isEventLog(events)) return;
  try {
    rmSync(events);
    rmdirSync(folder);
  } catch {
    // Something of somebody else is there, or the disk takes nothing: what ended the run is told all the same.
  }
}

function refuseContent(run: RunFolder, bundle: SourceBundle): void {
  const { folder } = run;
  if (isLock(run.lock)) {
    throw outside('run-exists', { folder });
  }
  const own = new Map(
    storedFiles(bundle).flatMap(({ file, text }) => [
      [file, text],
      [`${originals}/${file}`, text],
    ]),
  );
  const hasBegun = isEventLog(run.events);
  const isOwn = (file: string) => {
    if (file === path.basename(run.events)) return hasBegun;
    if (file === path.basename(run.data)) return hasBegun && isDataList(run.data);
    if (file.endsWith('/')) return file.startsWith('imports/') || file.startsWith(`${originals}/`);
    const text = own.get(file);
    return hasBegun && text !== undefined && holds(path.join(folder, file), text);
  };
  refuseOthers(folder, isOwn);
}

function holds(file: string, text: string): boolean {
  return statSync(file).size === Buffer.byteLength(text) && readFileSync(file, 'utf8') === text;
}

/**
 * Refuses a run folder, which may be anybody's, where links would make us write somewhere else, or where no folder can be
 * written. Links to single files do not: those are replaced. @throws OutsideError `not-writable`
 */
export function refuseLinks(run: RunFolder): void {
  const refuse = (place: string, reason: string) =>
    outside('not-writable', { what: `write to ${place}`, reason, advice: 'remove it, and resume again' });
  const events = lstatSync(run.events, { throwIfNoEntry: false });
  if (events !== undefined && !events.isFile()) throw refuse(run.events, 'it is a link, or no file at all');
  for (const place of [run.checkpoints, run.maps, run.overlays, run.imports, path.join(run.folder, originals)]) {
    const found = statSync(place, { throwIfNoEntry: false });
    if (found !== undefined && !found.isDirectory()) throw refuse(place, 'it is a file, and a run has a folder there');
    const link = [place, ...entriesBelow(place).map(({ parentPath, name }) => path.join(parentPath, name))].find(
      (one) =>
        lstatSync(one, { throwIfNoEntry: false })?.isSymbolicLink() &&
        statSync(one, { throwIfNoEntry: false })?.isDirectory() !== false,
    );
    if (link !== undefined) throw refuse(link, 'it is a link, and what it leads to is no part of the run');
  }
}

/** What processes that were killed have left half written; whoever asks for it has claimed the folder. */
export function removeRunDrafts(run: RunFolder): void {
  const deep = [run.imports, run.maps, run.overlays, path.join(run.folder, originals)].flatMap((place) => [
    place,
    ...foldersBelow(place),
  ]);
  for (const place of [run.folder, run.checkpoints, ...deep]) removeDrafts(place, { isClaimed: true });
}

function foldersBelow(place: string): readonly string[] {
  return entriesBelow(place)
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
