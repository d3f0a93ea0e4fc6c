// Images of this machine: recognising data sets, looking at what a pipeline would read. Loads sharp.
export type { DataFinding } from '../runtime/feed/examine.ts';
export type { Size } from '../runtime/images/placement.ts';
export { counted } from '../runtime/sources/listing.ts';
export { dataRoots, listCategories } from '../runtime/sources/open.ts';
export { type Recognised, recognise } from '../runtime/sources/recognise.ts';
