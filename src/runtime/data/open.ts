// From the `source` of a pipeline to its data set.
import { bug } from '../../diagnostics/outside-error.ts';
import type { DataSettings } from '../../dsl/model.ts';
import type { DataSet } from './data-set.ts';
import { openMvtec } from './mvtec-source.ts';
import { openSample } from './sample-source.ts';

/** @throws OutsideError where the data is missing or laid out differently */
export function openDataSet({ source }: DataSettings, dataFolder: string): DataSet {
  const { operation, parameters } = source;
  const { category, kind, side } = parameters;
  if (operation.name === 'mvtec' && typeof category === 'string') return openMvtec(dataFolder, category);
  if (operation.name === 'sample' && typeof kind === 'string' && typeof side === 'number')
    return openSample(kind, side);
  return bug(`no reader for the source ${operation.name}`);
}
