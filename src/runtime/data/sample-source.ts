// The built-in data set as a data source: its images are drawn when they are read.
import type { DataSet, ImageItem } from './data-set.ts';
import type { Drawing, SampleImage } from './sample/picture.ts';
import { sampleSet } from './sample/sample.ts';

export function openSample(kind: string, side: number): DataSet {
  const { train, test } = sampleSet(kind, { side });
  const items = (images: readonly SampleImage[], split: string) => images.map((image) => item(image, split));
  return { name: `sample("${kind}")`, train: items(train, 'train'), test: items(test, 'test') };
}

// Drawing takes longer than keeping: a picture is drawn once.
function item(image: SampleImage, split: string): ImageItem {
  let drawn: Drawing | undefined;
  const draw = (): Drawing => {
    drawn ??= image.draw();
    return drawn;
  };
  return {
    name: `${split}/${image.defect}/${image.name}.png`,
    defect: image.defect,
    read: async () => ({ ...draw().image, channels: 3 }),
    readMask: async () => {
      const { image: picture, mask } = draw();
      return mask && { width: picture.width, height: picture.height, channels: 1, data: mask };
    },
  };
}
