// Codes of the data set: found by `check --with-data` and before a run.
import { entry } from './entry.ts';

export const dataEntries = {
  'data-missing': entry<{ folder: string }>({
    severity: 'error',
    needsData: true,
    summary: ({ folder }) => `there is no data in ${folder}`,
    about:
      'The folder that holds the data sets is `--data DIR`, else the environment variable ANOSEG_DATA, else `data`.',
    wrong: 'anoseg check --with-data pipeline.anoseg   // without the data',
    right: 'anoseg check --with-data --data ~/mvtec pipeline.anoseg',
  }),
  'batch-too-large': entry<{ batch: number; images: number }>({
    severity: 'error',
    needsData: true,
    summary: ({ batch, images }) => `a batch of ${batch} is more than the ${images} training images`,
    about: 'A batch holds different images.',
    wrong: 'batch = 128 normal   // of 100 images',
    right: 'batch = 16 normal',
  }),
  'holdout-empty': entry<{ images: number; holdout: string }>({
    severity: 'error',
    needsData: true,
    summary: ({ images, holdout }) => `${holdout} of ${images} images leaves none to hold out, or none to train on`,
    about: 'At least one image is held out for the threshold, and at least two are trained on.',
    wrong: 'holdout = 1%   // of 20 images',
    right: 'holdout = 10%',
  }),
  'image-corrupt': entry<{ file: string; reason: string }>({
    severity: 'error',
    needsData: true,
    summary: ({ file, reason }) => `${file} cannot be read: ${reason}`,
    about: 'Corrupt images are found before training, all of them.',
    wrong: 'a file that was cut off while copying',
    right: 'the file copied again',
  }),
  'mask-without-image': entry<{ file: string }>({
    severity: 'warning',
    needsData: true,
    summary: ({ file }) => `the mask ${file} belongs to no test image`,
    about: 'Masks are matched to images by their names.',
    wrong: 'ground_truth/hole/007_mask.png without test/hole/007.png',
    right: 'both, or neither',
  }),
  'image-without-mask': entry<{ file: string }>({
    severity: 'error',
    needsData: true,
    summary: ({ file }) => `the test image ${file} has no mask`,
    about: 'An image of a defect needs its ground truth to be scored by pixels.',
    wrong: 'test/hole/007.png without ground_truth/hole/007_mask.png',
    right: 'both',
  }),
  'mask-size': entry<{ file: string; image: string; mask: string }>({
    severity: 'error',
    needsData: true,
    summary: ({ file, image, mask }) => `the mask of ${file} is ${mask}, the image ${image}`,
    about: 'A mask has the size of its image.',
    wrong: 'an image of 900 x 900 with a mask of 1024 x 1024',
    right: 'both of 900 x 900',
  }),
} as const;
