// Files and folders of this machine: reading pipelines, walking, patterns. Loads no library of images, since `check`
// waits for it.
export { isFolder, spelledOnDisk } from '../runtime/folders/entries.ts';
export { readableFormats } from '../runtime/folders/image-endings.ts';
export { isPattern, patternDepth, patternMatcher } from '../runtime/folders/pattern.ts';
export { walk } from '../runtime/folders/walk.ts';
export { fileReader, shippedFolder } from '../runtime/pipeline-files/file-reader.ts';
export { readText } from '../runtime/pipeline-files/read-text.ts';
export { isRunFolder } from '../runtime/record/run-signs.ts';
export { allImages, findImages, fixedPart, imagesLeftOut } from '../runtime/sources/glob.ts';
