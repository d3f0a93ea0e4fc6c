// The shapes that previews and runs count are those of the pipeline: each once, however many steps use it.
import { expect, test } from 'vitest';
import { listShapes } from '../../../src/compiler/emit/shapes.ts';
import { checkText } from '../../pipelines.ts';

test('a shape that several alternatives use is one shape', () => {
  const { model } = checkText(`anoseg 1
data { source = sample("weave") image = 32 x 32 }
augment {
  shape = rectangle() | scar()
  synthetic, mask = image
    -> (paste(other_image, shape) | paste(image -> gaussian_noise(20%), shape) | paste(other_image, blob()))
    -> relabel()
}
network generator(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam(rate: 1e-3) batch = 2 normal + 2 synthetic steps = 10 }`);
  expect(model && listShapes(model.augment).map(({ name }) => name)).toEqual(['rectangle', 'scar', 'blob']);
});
