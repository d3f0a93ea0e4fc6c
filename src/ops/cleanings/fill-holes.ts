import { defineCleaning } from '../core/operation.ts';
import { eachRegion } from '../masks/connected.ts';

export const fillHoles = defineCleaning({
  name: 'fill_holes',
  doc: 'Marks what the predicted mask surrounds: pixels from which no way leads to the edge of the image, by sides of pixels.',
  provenance: 'standard',
  example: 'clean_up = closing(3px) -> fill_holes()',
  parameters: {},
  clean(mask) {
    const { width, height } = mask;
    const data = Uint8Array.from(mask.data);
    const isAtEdge = (pixel: number) => {
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      return x === 0 || y === 0 || x === width - 1 || y === height - 1;
    };
    eachRegion(mask, 0, false, (pixels) => {
      if (!pixels.some(isAtEdge)) for (const pixel of pixels) data[pixel] = 1;
    });
    return { ...mask, data };
  },
});
