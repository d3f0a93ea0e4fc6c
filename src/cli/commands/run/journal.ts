// each.json in the folder of a series of runs: which pipeline and parameter it is of, and what became of each value. A
// series that was stopped goes on from it; whether a run is finished its own folder says.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../../api/language.ts';
import {
  claimFolder,
  claimResultFolder,
  readStoredJson,
  removeDrafts,
  storedForms,
  writeWhole,
} from '../../../api/runs.ts';
import type { PipelineReader } from '../../pipelines/pipelines.ts';

const journalName = 'each.json';

export interface SeriesEntry {
  readonly value: string;
  /** The run folder, below that of the series. */
  readonly folder: string;
  /** The exit code of its run; undefined where it has not ended yet. */
  readonly exit: number | undefined;
  /** Why it failed. */
  readonly message: string | undefined;
}

export interface Series {
  readonly parameter: string;
  /** Of the pipeline, of all that `--set` says, and of the data folder: another one is another series. */
  readonly identity: string;
  readonly entries: readonly SeriesEntry[];
}

/** `dataFolder`: absolute; undefined where the data is drawn. */
export function seriesIdentity(
  pipelineDigest: string,
  overrides: PipelineReader['overrides'],
  dataFolder: string | undefined,
): string {
  const sorted = [...overrides].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([pipelineDigest, sorted, dataFolder ?? null]))
    .digest('hex');
}

/** One folder for each value, by its name; values that would share one get a number. */
function foldersFor(values: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return values.map((value) => {
    const plain = value.replace(/[^\w.-]+/g, '_').replace(/^\.+/, '_') || '_';
    let folder = plain;
    for (let i = 2; used.has(folder.toLowerCase()); i++) folder = `${plain}-${i}`;
    used.add(folder.toLowerCase());
    return folder;
  });
}

/**
 * Works in the folder of a series, which is new, empty or a series, while nobody else does.
 * @throws OutsideError `run-busy`, `out-exists`
 */
export async function inSeriesFolder<T>(parent: string, command: string, work: () => Promise<T>): Promise<T> {
  const isNew = !existsSync(path.join(parent, journalName));
  const claim = isNew ? await claimResultFolder(parent, command) : await claimFolder(parent, command);
  try {
    removeDrafts(parent, { isClaimed: true });
    return await work();
  } finally {
    claim.release();
  }
}

/** Entries of before, for the values that are asked for now. @throws OutsideError `each-changed` */
export function openSeries(parent: string, parameter: string, identity: string, values: readonly string[]): Series {
  const before = readJournal(parent);
  if (before && (before.identity !== identity || before.parameter !== parameter)) {
    throw outside('each-changed', { parent, parameter: before.parameter });
  }
  const folders = foldersFor(values);
  const entries = values.map((value, i): SeriesEntry => {
    const known = before?.entries.find((entry) => entry.value === value);
    return known ?? { value, folder: folders[i] ?? value, exit: undefined, message: undefined };
  });
  return { parameter, identity, entries };
}

export function saveSeries(parent: string, { parameter, identity, entries }: Series): void {
  const values = entries.map(({ value, folder, exit, message }) => ({
    value,
    folder,
    exit: exit ?? null,
    message: message ?? null,
  }));
  const document = { format_version: '1.0', parameter, identity, values };
  writeWhole(path.join(parent, journalName), `${JSON.stringify(document, undefined, 2)}\n`);
}

function readJournal(parent: string): Series | undefined {
  const journal = readStoredJson(path.join(parent, journalName), storedForms.series);
  if (journal === undefined) return undefined;
  const { parameter, identity, values } = journal;
  return {
    parameter,
    identity,
    entries: values.map(({ value, folder, exit, message }) => ({
      value,
      folder,
      exit: exit ?? undefined,
      message: message ?? undefined,
    })),
  };
}
