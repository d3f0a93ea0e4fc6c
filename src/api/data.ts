// Folders of images on this machine: finding them, recognising data sets, looking at what a pipeline would read.
export { type DataFinding, examineData } from '../runtime/feed/examine.ts';
export { isFolder, spelledOnDisk } from '../runtime/folders/entries.ts';
export { readableFormats } from '../runtime/folders/image-endings.ts';
export { isPattern, patternDepth, patternMatcher } from '../runtime/folders/pattern.ts';
export { walk } from '../runtime/folders/walk.ts';
export type { Size } from '../runtime/images/placement.ts';
export { allImages, findImages, fixedPart, imagesLeftOut } from '../runtime/sources/glob.ts';
export { counted } from '../runtime/sources/listing.ts';
export { listCategories } from '../runtime/sources/open.ts';
export { type Recognised, recognise } from '../runtime/sources/recognise.ts';
