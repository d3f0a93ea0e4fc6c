// Codes of the data set: found by `check --with-data` and before a run. Their messages name files and folders, and are
// made where those are read.
import { entry } from './entry.ts';

export interface Problem {
  /** A sentence without its full stop. */
  readonly problem: string;
}

const summary = ({ problem }: Problem) => problem;

export const dataEntries = {
  'data-missing': entry<Problem>({
    severity: 'error',
    needsData: true,
    isOutside: true,
    summary,
    about:
      'The folder that holds the data sets is `--data DIR`, else the environment variable ANOSEG_DATA, else `data`.',
    wrong: 'anoseg check --with-data pipeline.anoseg   // without the data',
    right: 'anoseg check --with-data --data ~/mvtec pipeline.anoseg',
  }),
  'data-layout': entry<Problem>({
    severity: 'error',
    needsData: true,
    isOutside: true,
    summary,
    about:
      'Each source reads a layout of folders of its own; `folder` reads the usual shapes of a folder of yours, and takes globs. `anoseg init FOLDER` looks at a folder.',
    wrong: 'source = mvtec("parts")   // parts/ holds good/ and bad/',
    right: 'source = folder("parts")',
  }),
  'batch-too-large': entry<Problem>({
    severity: 'error',
    needsData: true,
    summary,
    about: 'A batch holds different images.',
    wrong: 'batch = 128 normal   // of 100 images',
    right: 'batch = 16 normal',
  }),
  'holdout-empty': entry<Problem>({
    severity: 'error',
    needsData: true,
    summary,
    about: 'At least one image is held out for the threshold, and at least two are trained on.',
    wrong: 'holdout = 1%   // of 20 images',
    right: 'holdout = 10%',
  }),
  'image-corrupt': entry<Problem>({
    severity: 'error',
    needsData: true,
    isOutside: true,
    summary,
    about:
      'Images that cannot be read are found before training, all of them. With `on_corrupt = skip` they are left out and recorded.',
    wrong: 'a file that was cut off while copying',
    right: 'the file copied again',
  }),
  'image-skipped': entry<Problem>({
    severity: 'warning',
    needsData: true,
    summary,
    about: 'An image that cannot be read, where `on_corrupt = skip` says to go on without it.',
    wrong: '',
    right: '',
  }),
  'image-too-large': entry<Problem>({
    severity: 'error',
    needsData: true,
    isOutside: true,
    summary,
    about: 'The header of an image or a mask tells of more pixels than are decoded. Nothing of it is read then.',
    wrong: 'a mask of 40000 x 40000',
    right: 'image and mask cut into parts, or saved smaller',
  }),
  'mask-without-image': entry<Problem>({
    severity: 'warning',
    needsData: true,
    summary,
    about: 'Masks are matched to images by their names.',
    wrong: 'ground_truth/hole/007_mask.png without test/hole/007.png',
    right: 'both, or neither',
  }),
  'image-without-mask': entry<Problem>({
    severity: 'error',
    needsData: true,
    isOutside: true,
    summary,
    about: 'An image of a defect needs its ground truth to be scored by pixels. The source `folder` goes without.',
    wrong: 'test/hole/007.png without ground_truth/hole/007_mask.png',
    right: 'both',
  }),
  'mask-size': entry<Problem>({
    severity: 'error',
    needsData: true,
    isOutside: true,
    summary,
    about: 'A mask has the size of its image.',
    wrong: 'an image of 900 x 900 with a mask of 1024 x 1024',
    right: 'both of 900 x 900',
  }),
  'mask-doubtful': entry<Problem>({
    severity: 'warning',
    needsData: true,
    summary,
    about:
      'The mask of a defective image marks nothing, or nearly everything, as inverted masks do. Masks are taken as they are; what was looked at is told. docs/data.md says what a mask marks.',
    wrong: 'a mask that is 255 but at the defect',
    right: '0, and 255 at the defect',
  }),
  'image-repeated': entry<Problem>({
    severity: 'warning',
    needsData: true,
    summary,
    about:
      'The same file, byte by byte, is trained on and tested with, under two names: figures come out too good. Or it lies in two of several sources, which are categories then that nobody can tell apart.',
    wrong: 'test/good/007.png is a copy of train/good/003.png',
    right: 'each image in one of both',
  }),
  'data-note': entry<Problem>({
    severity: 'note',
    needsData: true,
    summary,
    about: 'What a folder was read as, and what was drawn or left out: worth a look, nothing is wrong.',
    wrong: '',
    right: '',
  }),
} as const;
