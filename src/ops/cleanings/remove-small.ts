import { defineCleaning } from '../core/operation.ts';
import { share } from '../core/parameter.ts';
import { eachRegion } from '../masks/connected.ts';

export const removeSmall = defineCleaning({
  name: 'remove_small',
  doc: 'Removes small regions from the predicted mask; pixels that touch at a side or a corner belong together.',
  provenance: 'standard',
  example: 'clean_up = closing(3px) -> remove_small(0.05%)',
  parameters: { area: share({ doc: 'share of the image under which a region is removed' }) },
  clean(mask, { area }) {
    const data = Uint8Array.from(mask.data);
    const least = area * data.length;
    eachRegion(mask, 1, true, (pixels) => {
      if (pixels.length < least) for (const pixel of pixels) data[pixel] = 0;
    });
    return { ...mask, data };
  },
});
