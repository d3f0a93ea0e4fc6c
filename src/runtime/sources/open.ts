// From the `source` of a pipeline to its data set.
import path from 'node:path';
import { bug } from '../../diagnostics/outside-error.ts';
import type { DataSettings } from '../../dsl/model/model.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import type { DataSet } from '../images/data-set.ts';
import { withEmptiedNote } from '../masks/mask-doubts.ts';
import { imagesLeftOut } from './glob.ts';
import { isFolder, requireMasks } from './listing.ts';
import type { SourceReader } from './source-reader.ts';
import { readers } from './table.ts';

/** @throws OutsideError where the data is missing or laid out differently */
export async function openDataSet(settings: Pick<DataSettings, 'source'>, dataFolder: string): Promise<DataSet> {
  const data = await openIncomplete(settings, dataFolder);
  requireMasks(data);
  return data;
}

/** The same, but masks may be missing, for those who tell all that is wrong. */
export async function openIncomplete({ source }: Pick<DataSettings, 'source'>, dataFolder: string): Promise<DataSet> {
  return withLeftOut(withEmptiedNote(await readerOf(source).open(settingsOf(source), dataFolder)));
}

/** With a note of what lies in its folder and was taken for no image. */
export function withLeftOut(data: DataSet): DataSet {
  const note = isFolder(data.name) ? imagesLeftOut(data.name) : undefined;
  return note === undefined ? data : { ...data, notes: [...data.notes, note] };
}

/** Where the files of a source lie; undefined for one that is drawn. Whether there is such a folder is not looked at. */
export function dataRoot(source: OperationCall, dataFolder: string): string | undefined {
  const { category, path: place, folder } = settingsOf(source);
  const below = [category, place, folder].find((value) => typeof value === 'string');
  return below === undefined ? undefined : path.resolve(dataFolder, below);
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
