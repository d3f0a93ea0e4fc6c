// Failures of data sets: folders, the images that make a set, masks that go with them.
import { failure, type Told, told } from './entry.ts';

export const dataFailures = {
  'data-missing': told({
    about:
      'A folder of the data set is not there. The folder that holds the data sets is `--data DIR`, else the environment variable ANOSEG_DATA, else `data`.',
    example: { problem: 'there is no folder data/bottle', advice: 'name the folder with `--data DIR`' },
  }),
  'data-layout': told({
    about: 'A folder is there, and is not laid out as its source reads it, or says too little to know good from bad.',
    example: {
      problem: 'parts does not look like MVTec AD: it has no folder train; it holds good/ (40 images)',
      advice: 'for a folder of your own write `source = folder("…")`',
    },
  }),
  'glob-empty': failure<{
    readonly setting: string;
    readonly glob: string;
    readonly root: string;
    readonly holds: string;
    readonly formats: string;
  }>({
    about: 'A pattern of the source `folder` names no image.',
    message: ({ setting, glob, root, holds }) =>
      `\`${setting}: "${glob}"\` matches no images in ${root}, which holds ${holds}`,
    hint: ({ formats }) => `\`*\` stands for a part of a name, \`**\` for folders too; images are ${formats}`,
    example: { setting: 'normal', glob: 'ok/*', root: 'parts', holds: 'good/ (40 images)', formats: 'PNG, JPEG, …' },
  }),
  'data-overlap': failure<{ readonly count: string; readonly names: readonly string[] }>({
    about: 'Images that are trained on would also be tested with, which makes every figure too good.',
    message: ({ count, names }) => `${count} would be trained on and tested with: ${names.join(', ')}`,
    hint: () => 'make the globs `normal` and `test` of the source exclude each other',
    example: { count: '1 image', names: ['a/000.png'] },
  }),
  'mask-unpaired': told({
    about: 'A mask belongs to no image by its name, so that an image with a defect could be trained on as good.',
    example: {
      problem: '1 picture that looks like a mask or is named as one belongs to no image, such as masks/3.png',
      advice: 'give the mask the name of its image (3.png and 3_mask.png) or take it away',
    },
  }),
  'mask-ambiguous': told({
    about: 'A picture can be read in two ways, or a mask can belong to two images. Nothing is guessed.',
    example: {
      problem: 'the mask masks/1.png can belong to a/1.png or to b/1.png: by the names both are possible',
      advice: 'say which with the globs of `folder`, or rename the masks',
    },
  }),
  'mask-missing': told({
    about: 'An image with a defect, or an anomaly map, has no mask that shows where the defect is.',
    example: {
      problem: 'test/crack/001.png has no ground truth',
      advice: 'expected ground_truth/crack/001_mask.png',
    },
  }),
  'mask-size': told({
    about: 'A mask has another size than its image, its map, or the other masks of the image.',
    example: {
      problem: 'masks/1.png: the mask is 64 x 64, its image 128 x 128',
      advice: 'a mask has the size of its image',
    },
  }),
  'good-image-marked': failure<{
    readonly count: number;
    readonly image: string;
    readonly mask: string;
    /** What to write instead. */
    readonly call: string;
  }>({
    about: 'An image lies among the good ones, and has a mask that marks a defect.',
    message: ({ count, image, mask }) =>
      `${count === 1 ? '1 image lies' : `${count} images lie`} among the good ones, and a mask marks a defect: ${image} with ${mask}`,
    hint: ({ call }) =>
      `move the image to the defective ones, or take the mask away; where the masks mark something else, such as the part itself, say what is what: ${call}`,
    example: { count: 1, image: 'good/1.png', mask: 'masks/1.png', call: '`folder("parts", normal: "GLOB")`' },
  }),
  'labels-unread': failure<{ readonly what: string; readonly call: string }>({
    about: 'Labels lie beside the images in a form that is not read, such as outlines in JSON.',
    message: ({ what }) =>
      `${what}: if it marks a defect, a defective image would be trained on as good, since only masks that are pictures are read`,
    hint: ({ call }) =>
      `save masks as PNG in a folder \`masks\`, named as their images; or put defective images into folders of kinds; or say which images are good: ${call}`,
    example: {
      what: '1.json lies beside its image (1 such file)',
      call: '`folder("parts", normal: "GLOB")`',
    },
  }),
  'foreground-missing': failure<{
    readonly missing: readonly string[];
    readonly of: number;
    readonly root: string;
    readonly advice?: string | undefined;
  }>({
    about: 'A pipeline takes masks of the object from a folder, and some training images have none.',
    message: ({ missing, of, root }) =>
      `${missing.length} of ${of} training images have no mask of their object in ${root}: ${missing.slice(0, 5).join(', ')}`,
    hint: ({ advice }) =>
      advice ?? 'a mask has the path of its image below the folder, or its name: 000.png or 000_mask.png',
    example: { missing: ['good/3.png'], of: 40, root: 'data/objects' },
  }),
  'validation-missing': failure<object>({
    about: 'A threshold is found on labelled validation images, and the data set has none.',
    message: () => 'a threshold is found `on validation`, but the data set has no labelled validation images',
    hint: () => 'write `folder("parts", validation: "checked")` in `data`, or find the threshold `on holdout`',
    example: {},
  }),
  'holdout-empty': failure<{ readonly share: number; readonly count: number }>({
    about: 'The share that is held out for the threshold is no image, or leaves fewer than two to train on.',
    message: ({ share, count }) =>
      `${share * 100}% of ${count} normal images leaves none to hold out, or fewer than two to train on`,
    hint: () => 'change `holdout`, or add images',
    example: { share: 0.01, count: 20 },
  }),
  'batch-too-large': failure<{ readonly batch: number; readonly count: number }>({
    about: 'A batch holds different images, and there are not as many.',
    message: ({ batch, count }) => `a batch of ${batch} is more than the ${count} training images`,
    hint: () => 'make `batch` smaller, or add images',
    example: { batch: 128, count: 100 },
  }),
  'too-few-images': failure<{ readonly root: string; readonly count: string }>({
    about: '`anoseg init` writes no pipeline for a folder that nothing can be learned from.',
    message: ({ root, count }) => `${root} holds ${count}`,
    hint: () => 'five are the least: a batch of four to train on, one for the threshold',
    example: { root: 'parts', count: '3 good images' },
  }),
  'data-memory': failure<{ readonly given: string }>({
    about: 'ANOSEG_DATA_MEMORY says how much memory decoded pictures may take, and is no size.',
    message: ({ given }) => `ANOSEG_DATA_MEMORY is "${given}"`,
    hint: () => 'write a size such as 500MB or 4GB',
    example: { given: 'much' },
  }),
  'cache-unusable': failure<Told>({
    about: 'Decoded pictures are kept in the cache folder, which cannot be written, or is changed by others meanwhile.',
    message: ({ problem }) => problem,
    hint: ({ advice }) => advice,
    example: {
      problem: 'cannot keep decoded pictures in /cache/rows: its permissions forbid it',
      advice: 'free some space, or let ANOSEG_CACHE name a folder on another disk',
    },
  }),
  'folder-unreadable': failure<{ readonly place: string; readonly reason: string }>({
    about: 'A folder of the data may not be looked into: what lies in it would be missed without a word.',
    message: ({ place, reason }) => `${place} cannot be read: ${reason}`,
    hint: () =>
      'what lies in it would be missed: allow it to be read (`chmod -R u+rX FOLDER`, as its owner), or move it elsewhere',
    example: { place: 'data/bottle/test', reason: 'its permissions forbid it' },
  }),
  'name-not-utf8': failure<{ readonly file: string }>({
    about: 'The name of a file is in an old encoding, so that it cannot be opened.',
    message: ({ file }) => `${file}: this name is not UTF-8, so the file cannot be opened`,
    hint: () => 'rename it; `convmv -f latin1 -t utf8 -r --notest FOLDER` renames all of a folder',
    example: { file: 'data/Teil_\ufffd.png' },
  }),
  'pattern-too-large': failure<{ readonly pattern: string; readonly most: number }>({
    about: 'A pattern with braces stands for more names than are looked for.',
    message: ({ pattern, most }) =>
      `the braces of ${pattern.length > 80 ? `${pattern.slice(0, 80)}…` : pattern} have more than ${most} alternatives together`,
    hint: () => 'use `*` in their place, or several patterns',
    example: { pattern: '{0..99999}.png', most: 10_000 },
  }),
  'unknown-sample': failure<{ readonly kind: string; readonly known: readonly string[] }>({
    about: '`sample("KIND")` draws one of a few data sets.',
    message: ({ kind }) => `there is no sample "${kind}"`,
    hint: ({ known }) => `write one of ${known.map((name) => `sample("${name}")`).join(', ')}`,
    example: { kind: 'shoe', known: ['gear', 'weave'] },
  }),
  'sample-side': failure<{ readonly side: number }>({
    about: 'A drawn data set has images of a size that fits its drawings.',
    message: ({ side }) => `a sample cannot be drawn ${side} pixels wide`,
    hint: () => 'choose a whole number from 32 to 512',
    example: { side: 8 },
  }),
} as const;
