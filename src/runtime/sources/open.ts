// From the `source` of a pipeline to its data set; from several to one set of all, each a category.
import path from 'node:path';
import { bug, OutsideError, reworded } from '../../diagnostics/outside-error.ts';
import { sourcesOf } from '../../dsl/model/categories.ts';
import type { CategorySource, DataSettings } from '../../dsl/model/model.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import type { DataSet } from '../images/data-set.ts';
import { withEmptiedNote } from '../masks/mask-doubts.ts';
import { imagesLeftOut } from './glob.ts';
import { joinSets } from './join-sets.ts';
import { isFolder, requireMasks } from './listing.ts';
import type { SourceReader } from './source-reader.ts';
import { readers } from './table.ts';

type Sources = Pick<DataSettings, 'source' | 'sources'>;

/** @throws OutsideError where data is missing or laid out differently, of all sources in one message */
export async function openDataSet(settings: Sources, dataFolder: string): Promise<DataSet> {
  const { data, failures } = await openIncomplete(settings, dataFolder);
  if (data === undefined || failures.length > 0) throw inOne(failures, sourcesOf(settings).length);
  requireMasks(data);
  return data;
}

/** What a source failed with; `category` where there are several. */
export interface SourceFailure {
  readonly category: string | undefined;
  readonly error: OutsideError;
}

export interface IncompleteSet {
  /** Of the sources that can be read; undefined where none can. */
  readonly data: DataSet | undefined;
  readonly failures: readonly SourceFailure[];
}

/** The same for those who tell all that is wrong: masks and whole sources may be missing. */
export async function openIncomplete({ source, sources }: Sources, dataFolder: string): Promise<IncompleteSet> {
  const attempts = sources ?? [{ category: undefined, source }];
  const opened = await Promise.all(
    attempts.map(async (one) => ({ ...one, opened: await attempt(one.source, dataFolder) })),
  );
  const failures = opened.flatMap(({ category, opened: error }) =>
    error instanceof OutsideError ? [{ category, error }] : [],
  );
  const sets = opened.flatMap(({ category, opened: data }) =>
    data instanceof OutsideError ? [] : [{ category: category ?? '', data }],
  );
  if (sources === undefined || sets.length === 0) return { data: sets[0]?.data, failures };
  return { data: joinSets(sets), failures };
}

async function attempt(source: OperationCall, dataFolder: string): Promise<DataSet | OutsideError> {
  try {
    return withLeftOut(withEmptiedNote(await openSource(source, dataFolder)));
  } catch (error) {
    if (error instanceof OutsideError) return error;
    throw error;
  }
}

async function openSource(source: OperationCall, dataFolder: string): Promise<DataSet> {
  return readerOf(source).open(settingsOf(source), dataFolder);
}

function inOne(failures: readonly SourceFailure[], count: number): OutsideError {
  const [first, ...others] = failures;
  if (first === undefined) return bug('no source and no failure');
  if (others.length === 0) return first.error;
  const told = failures.map(({ category, error }) => `${category}: ${error.message}`).join('; ');
  return reworded(first.error, { message: `${failures.length} of ${count} sources cannot be read: ${told}` });
}

/** With a note of what lies in its folder and was taken for no image. */
export function withLeftOut(data: DataSet): DataSet {
  const note = isFolder(data.name) ? imagesLeftOut(data.name) : undefined;
  return note === undefined ? data : { ...data, notes: [...data.notes, note] };
}

/** Where the files of a source lie; undefined for one that is drawn. Whether there is such a folder is not looked at. */
function dataRoot(source: OperationCall, dataFolder: string): string | undefined {
  const below = folderBelow(source);
  return below === undefined ? undefined : path.resolve(dataFolder, below);
}

function folderBelow(source: OperationCall): string | undefined {
  const { category, path: place, folder } = settingsOf(source);
  return [category, place, folder].find((value) => typeof value === 'string');
}

/** From the data folder on, for a message; names of several sources begin with their category by themselves. */
export function placeOfFile({ source, sources }: Sources, name: string): string {
  const below = sources === undefined ? folderBelow(source) : undefined;
  if (below === undefined || name.startsWith(`${below}/`)) return name;
  return path.posix.join(below, name);
}

/** Of every source that is not drawn. */
export function dataRoots(data: Sources, dataFolder: string): readonly (CategorySource & { readonly root: string })[] {
  return sourcesOf(data).flatMap((one) => {
    const root = dataRoot(one.source, dataFolder);
    return root === undefined ? [] : [{ ...one, root }];
  });
}

/** What the data folder has for a source; undefined for a source without categories. */
export function listCategories(source: OperationCall, dataFolder: string): readonly string[] | undefined {
  return readerOf(source).categories?.(dataFolder);
}

function readerOf({ name }: OperationCall): SourceReader<ReturnType<typeof settingsOf>> {
  const found = Object.entries(readers).find(([key]) => key === name)?.[1];
  // The settings of a call were read by the signature of the same name: the table pairs each with its reader.
  return (found as SourceReader<ReturnType<typeof settingsOf>> | undefined) ?? bug(`no reader for the source ${name}`);
}
