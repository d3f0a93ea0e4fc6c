import { defineCleaning } from '../core/operation.ts';
import { length } from '../core/parameter.ts';
import { cropped, grown, padded, shrunk } from '../masks/disks.ts';

export const closing = defineCleaning({
  name: 'closing',
  doc: 'Closes gaps in the predicted mask and between its regions: it is grown by a disk, then shrunk by it. Nothing is marked beyond the edges of the image.',
  provenance: 'standard: mathematical morphology, Serra 1982',
  example: 'clean_up = closing(3px)',
  parameters: { radius: length({ max: 512, doc: 'of the disk, which has all pixels at most so far from its middle' }) },
  clean(mask, { radius }, scale) {
    const reach = radius * scale;
    const border = Math.ceil(reach) + 1;
    return cropped(shrunk(grown(padded(mask, border), reach), reach), border);
  },
});
