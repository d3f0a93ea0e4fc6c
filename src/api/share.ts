// Runs for colleagues: bundles, written and opened.
export { openBundle, requireModel } from '../runtime/share/open-bundle.ts';
export { type WrittenBundle, writeBundle } from '../runtime/share/write-bundle.ts';
