// Whether a second run came out as the first: losses, maps, scores and weights, to the bit or how far apart.
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseCsv } from '../files/csv.ts';
import { digests } from '../record/folder-digests.ts';
import { type RunFolder, runFolder } from '../record/run-folder.ts';
import { readMetrics } from '../record/stored-run.ts';
import { contentsName } from '../share/share-files.ts';
import { storedForms, storedTexts } from '../stored/forms.ts';
import { storedEvents } from '../stored/stored-events.ts';
import { readStoredJson, readStoredText } from '../stored/stored-json.ts';
import { figuresOf } from './compare.ts';
import { type Difference, differencesIn, type Facts } from './difference.ts';

/** Of files that both should have. */
export interface FilesCompared {
  readonly compared: number;
  /** Names of those that differ, or that one run lacks. */
  readonly different: readonly string[];
}

export interface Reproduction {
  /** Everything below is the same to the bit. */
  readonly identical: boolean;
  readonly losses: {
    readonly steps: number;
    /** The first that differs; null where none does. */
    readonly first: {
      readonly step: number;
      readonly loss: string;
      /** Null where there is no such loss. */
      readonly a: number | null;
      readonly b: number | null;
    } | null;
    /** |a - b| / max(|a|, |b|), over all. */
    readonly largest_relative_difference: number;
    /** The same of the first step of a training alone; null where one run did not write it down. */
    readonly first_step_relative_difference: number | null;
  };
  readonly weights: FilesCompared;
  readonly maps: FilesCompared;
  readonly scores: { readonly images: number; readonly largest_difference: number };
  readonly metrics: readonly Difference[];
}

/** Before a training whose end could not be compared. @throws OutsideError `events-damaged`, `results-damaged`, `later-release` */
export function requireComparable(run: string): void {
  const folder = runFolder(run);
  lossesOf(folder);
  scoresOf(folder.scores);
}

/** Both are finished. */
export function compareRuns(a: string, b: string): Reproduction {
  const [one, other] = [runFolder(a), runFolder(b)];
  const losses = lossesCompared(one, other);
  const [before, again] = [sumsOf(one), sumsOf(other)];
  const weights = filesCompared(before.variables, again.variables);
  const maps = filesCompared(before.maps, again.maps);
  const scores = scoresCompared(one.scores, other.scores);
  const metrics = differencesIn('metrics', figures(one), figures(other));
  const identical =
    losses.first === null &&
    weights.different.length === 0 &&
    maps.different.length === 0 &&
    scores.largest_difference === 0 &&
    metrics.length === 0;
  return { identical, losses, weights, maps, scores, metrics };
}

function lossesCompared(a: RunFolder, b: RunFolder): Reproduction['losses'] {
  const [one, other] = [lossesOf(a), lossesOf(b)];
  let first: Reproduction['losses']['first'] = null;
  let [largest, ofFirstStep]: [number, number | null] = [0, null];
  for (const [key, { step, loss }] of new Map([...one, ...other])) {
    const [before, again] = [one.get(key)?.value, other.get(key)?.value];
    // Earlier releases did not write down the first step.
    if (step === 1 && (before === undefined || again === undefined)) continue;
    const difference = relative(before, again);
    if (step === 1) ofFirstStep = Math.max(ofFirstStep ?? 0, difference);
    if (Object.is(before, again)) continue;
    first ??= { step, loss, a: before ?? null, b: again ?? null };
    largest = Math.max(largest, difference);
  }
  return {
    ...{ steps: one.size, first, largest_relative_difference: largest },
    first_step_relative_difference: ofFirstStep,
  };
}

// What one run has and the other has not, or what is no number there, is as far apart as can be.
function relative(a: number | undefined, b: number | undefined): number {
  if (a === b || Object.is(a, b)) return 0;
  if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b)) return 1;
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

function lossesOf({ events }: RunFolder) {
  const found = new Map<string, { readonly step: number; readonly loss: string; readonly value: number }>();
  for (const { event } of storedEvents(events)) {
    if (event.event !== 'step') continue;
    const { step = 0, loss = {} } = event;
    for (const [name, value] of Object.entries(loss))
      found.set(`${step} ${name}`, { step, loss: name, value: value ?? Number.NaN });
  }
  return found;
}

type Sums = Readonly<Record<string, string>>;

/** Of a bundle what it says, since it need not hold them. */
function sumsOf({ folder, model, maps }: RunFolder): { readonly maps: Sums; readonly variables: Sums } {
  const shared = readStoredJson(path.join(folder, contentsName), storedForms.bundle);
  return shared ?? { maps: digests(maps), variables: digests(path.join(model, 'variables')) };
}

function filesCompared(a: Sums, b: Sums): FilesCompared {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted();
  return { compared: names.length, different: names.filter((name) => a[name] !== b[name]) };
}

function scoresCompared(a: string, b: string): Reproduction['scores'] {
  const [one, other] = [scoresOf(a), scoresOf(b)];
  const differences = [...one].map(([image, score]) =>
    Math.abs(score - (other.get(image) ?? Number.POSITIVE_INFINITY)),
  );
  return { images: one.size, largest_difference: differences.reduce((most, one) => Math.max(most, one), 0) };
}

function scoresOf(file: string): ReadonlyMap<string, number> {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return new Map();
  const [head = [], ...rows] = parseCsv(readStoredText(file, storedTexts.table));
  const [image, score] = [head.indexOf('image'), head.indexOf('score')];
  return new Map(rows.map((row) => [row[image] ?? '', Number(row[score])]));
}

function figures({ metrics }: RunFolder): Facts {
  const found = readMetrics(metrics);
  return found ? figuresOf(found) : new Map();
}
