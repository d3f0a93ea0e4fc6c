// The reader of each data source: one line a source. A source of the language without a reader is a type error here.
import type { Settings } from '../../ops/core/parameter.ts';
import type { SourceName, sources } from '../../ops/sources/index.ts';
import { btadReader } from './btad.ts';
import { kolektorReader } from './kolektor.ts';
import { mpddReader } from './mpdd.ts';
import { mvtecReader } from './mvtec.ts';
import { mvtecLocoReader } from './mvtec-loco.ts';
import { folderReader } from './own-folder/folder.ts';
import { sampleReader } from './sample.ts';
import type { SourceReader } from './source-reader.ts';
import { visaReader } from './visa.ts';

/** What its category is called is nothing that a layout depends on. */
type Layout<S> = Omit<S, 'name'>;
type Readers = { readonly [K in SourceName]: SourceReader<Layout<Settings<(typeof sources)[K]['parameters']>>> };

export const readers: Readers = {
  btad: btadReader,
  folder: folderReader,
  kolektor: kolektorReader,
  mpdd: mpddReader,
  mvtec: mvtecReader,
  mvtec_loco: mvtecLocoReader,
  sample: sampleReader,
  visa: visaReader,
};
