import { defineCleaning } from '../core/operation.ts';
import { length } from '../core/parameter.ts';
import { cropped, grown, padded, shrunk } from '../masks/disks.ts';

export const opening = defineCleaning({
  name: 'opening',
  doc: 'Removes from the predicted mask what is thinner than a disk: it is shrunk by it, then grown again. Nothing is marked beyond the edges of the image.',
  provenance: 'standard: mathematical morphology, Serra 1982',
  example: 'clean_up = opening(1px)',
  parameters: { radius: length({ max: 512, doc: 'of the disk, which has all pixels at most so far from its middle' }) },
  clean(mask, { radius }, scale) {
    const reach = radius * scale;
    // The border is what is not marked beyond the edges.
    return cropped(grown(shrunk(padded(mask, 1), reach), reach), 1);
  },
});
