// The built-in data set as a data source: its images are drawn when they are read.

import type { Drawing, SampleImage } from '../../drawn-set/picture.ts';
import { sampleSet } from '../../drawn-set/sample.ts';
import type { DataSet, ImageItem, PictureFile } from '../images/data-set.ts';
import type { SourceReader } from './source-reader.ts';

export const sampleReader: SourceReader<{ readonly kind: string; readonly side: number }> = {
  open: async ({ kind, side }) => openSample(kind, side),
  categories: undefined,
};

function openSample(kind: string, side: number): DataSet {
  const { train, test } = sampleSet(kind, { side });
  const items = (images: readonly SampleImage[], split: string) => images.map((image) => item(image, split));
  return {
    name: `sample("${kind}")`,
    train: items(train, 'train'),
    test: items(test, 'test'),
    validation: [],
    strayMasks: [],
    missingMasks: [],
    notes: [],
  };
}

// Drawing takes longer than keeping: a picture is drawn once.
function item(image: SampleImage, split: string): ImageItem {
  let drawn: Drawing | undefined;
  const draw = (): Drawing => {
    drawn ??= image.draw();
    return drawn;
  };
  const name = `${split}/${image.defect}/${image.name}.png`;
  const mask: PictureFile = {
    name: `${split}/${image.defect}/${image.name}_mask.png`,
    read: async () => {
      const { image: picture, mask: data } = draw();
      const { width, height } = picture;
      return { width, height, channels: 1, data: data ?? new Uint8Array(width * height) };
    },
  };
  return {
    name,
    defect: image.defect,
    stem: image.name,
    isDrawn: true,
    hasGroundTruth: true,
    read: async () => ({ ...draw().image, channels: 3 }),
    masks: image.defect === 'good' ? [] : [mask],
  };
}
