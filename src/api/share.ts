// Runs for colleagues: bundles, written and opened.
export { type BundleFolder, makeBundleFolder } from '../runtime/share/bundle-folder.ts';
export { openBundle, requireModel } from '../runtime/share/open-bundle.ts';
export { type WrittenBundle, writeBundle } from '../runtime/share/write-bundle.ts';
