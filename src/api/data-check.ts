// Looking at the images that a pipeline would read. A door of its own, to be opened by a dynamic import alone: what lies
// behind it needs sharp, and a bundle in one file starts all of a door that it opens at once.
export { examineData } from '../runtime/feed/examine.ts';
