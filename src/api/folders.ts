// Folders and patterns of this machine: what commands walk before anything is read. Loads no library of images, since
// `check` waits for it.
export { isFolder, spelledOnDisk } from '../runtime/folders/entries.ts';
export { readableFormats } from '../runtime/folders/image-endings.ts';
export { isPattern, patternDepth, patternMatcher } from '../runtime/folders/pattern.ts';
export { walk } from '../runtime/folders/walk.ts';
export { allImages, findImages, fixedPart, imagesLeftOut } from '../runtime/sources/glob.ts';
