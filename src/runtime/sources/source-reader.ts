// What each data source has in the runtime: how its layout is read.
import type { DataSet } from '../images/data-set.ts';

export interface SourceReader<S> {
  /** Lists the images. `settings`: of the source's call. @throws OutsideError where the data is missing or laid out differently */
  open(settings: S, dataFolder: string): Promise<DataSet>;
  /** The values of the source's first parameter that the data folder has; undefined where that is no category. */
  readonly categories: ((dataFolder: string) => readonly string[]) | undefined;
}
