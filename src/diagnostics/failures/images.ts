// Failures of single images and maps.
import { failure, told } from './entry.ts';

export const imageFailures = {
  'image-corrupt': told({
    about:
      'An image cannot be decoded, since it is damaged, cut off, empty or no image. With `on_corrupt = skip` in `data` a run goes on without such files.',
    example: {
      problem: 'train/good/003.png cannot be read: it is damaged or cut off',
      advice: 'copy the file again, or take it out of the data set',
    },
  }),
  'image-format': told({
    about: 'A file is whole, and of a kind that is not read.',
    example: { problem: 'a.heic: it is HEIC, which is not read', advice: 'save it as PNG, without loss' },
  }),
  'image-too-large': failure<{ readonly width: number; readonly height: number; readonly most: number }>({
    about: 'An image or a mask has more pixels than are decoded at once, by its header.',
    message: ({ width, height, most }) =>
      `it has ${width} x ${height} pixels, and ${Math.floor(most / 1e6)} million are read at most`,
    hint: () => 'cut it into parts, or save it smaller',
    example: { width: 100_000, height: 100_000, most: 1e9 },
  }),
  'image-missing': failure<{ readonly problem: string; readonly formats: string }>({
    about: 'What `anoseg predict` is to look at is not there.',
    message: ({ problem }) => problem,
    hint: ({ formats }) =>
      `name images, folders of images, or patterns such as "photos/*.png"; found in folders are ${formats}`,
    example: { problem: 'there is no image photo.png', formats: 'PNG, JPEG, …' },
  }),
  'region-outside': failure<{
    readonly from: readonly [number, number];
    readonly to: readonly [number, number];
    readonly width: number;
    readonly height: number;
  }>({
    about: 'The setting `region` cuts a part out of each image, and an image is smaller than that.',
    message: ({ from, to, width, height }) =>
      `the region from (${from.join(', ')}) to (${to.join(', ')}) does not lie in an image of ${width} x ${height}`,
    hint: () => 'make `region` smaller, or write it in % of the image',
    example: { from: [0, 0], to: [512, 512], width: 256, height: 256 },
  }),
  'map-format': failure<{ readonly name: string; readonly why: string; readonly formats: string }>({
    about: '`anoseg score` cannot read a file as an anomaly map.',
    message: ({ name, why }) => `${name} cannot be read as an anomaly map: ${why}`,
    hint: ({ formats }) => `save maps as ${formats}`,
    example: { name: 'crack/1.npy', why: 'it holds complex numbers', formats: 'PNG, TIFF of floats, or .npy' },
  }),
  'map-size': failure<{ readonly found: string }>({
    about: 'An anomaly map has not as many values as its width and height say.',
    message: ({ found }) => found,
    hint: () => 'Save each map at the size of its ground-truth mask.',
    example: { found: 'crack/1: the anomaly map has 12 values, not 4 x 4.' },
  }),
  'score-not-finite': failure<{ readonly found: string; readonly what: string }>({
    about: 'A score or a map holds NaN or an infinity, which no metric can rank.',
    message: ({ found }) => found,
    hint: ({ what }) => `${what} finite numbers only.`,
    example: { found: 'crack/1: the image score is NaN.', what: 'Scores must be' },
  }),
  'good-with-defect': failure<{ readonly image: string; readonly kind: string; readonly pixels: number }>({
    about: 'An image that is labelled good has a mask that marks a defect.',
    message: ({ image, kind, pixels }) =>
      `${image}: it is labelled ${kind}, and its mask marks ${pixels} pixels as defect.`,
    hint: () => 'Correct the mask, or move the image to the kind of its defect.',
    example: { image: 'good/1', kind: 'good', pixels: 12 },
  }),
  'mixed-maps': failure<{ readonly image: string; readonly form: 'integer' | 'floating' }>({
    about: 'Some maps of a set hold whole numbers and some do not, so that their values cannot be compared.',
    message: ({ image, form }) => `${image}: its anomaly map is ${form}, the ones before are not.`,
    hint: () => 'Save all maps of a set in one format.',
    example: { image: 'crack/1', form: 'floating' },
  }),
  'maps-missing': told({
    about: '`anoseg score` finds no anomaly maps where `--maps` says.',
    example: { problem: 'there is no folder maps', advice: 'name a folder with `--maps DIR`' },
  }),
  'masks-missing': told({
    about: '`anoseg score` finds no folder where `--masks` says.',
    example: { problem: 'there is no folder masks', advice: 'name a folder with `--masks DIR`' },
  }),
} as const;
