import { integer } from '../../graph/primitive.ts';
import { add } from '../../graph/primitives/add.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { imageInput, isAnomaly } from '../inputs.ts';
import { defineAugmentation } from '../operation.ts';
import { drawn, shapes } from '../parameter.ts';
import { softened } from './soften.ts';

export const paste = defineAugmentation({
  name: 'paste',
  doc: 'The donor shows through a random shape. The mask marks the shape. Where the donor comes from (the same place or another) is up to its own chain.',
  provenance: 'CutPaste, Li et al. 2021',
  example: 'synthetic, mask = image -> paste(donor, rectangle(area: 2%..15%)) -> relabel()',
  inputs: [
    { name: 'image', type: ['image', 'anomaly'], doc: 'what is pasted onto' },
    { name: 'donor', type: 'image', doc: 'what is seen through the shape' },
  ],
  parameters: {
    shape: shapes({ doc: 'the outline of the patch' }),
    opacity: drawn.share({ default: 1, doc: 'how much of the donor is seen' }),
    feather: drawn.length({ default: 0, max: 64, doc: 'standard deviation of a blur of the edge' }),
  },
  result: 'anomaly',
  emit(scope, [base, given], { shape, opacity, feather }) {
    const image = imageInput(base);
    const drawnShape = scope.shape(shape);
    const soft = softened(scope, drawnShape.mask, feather, 'feather');
    const weight = mul(soft, scope.draw('opacity', opacity));
    const pasted = add(image, mul(weight, sub(imageInput(given), image)));
    const before = isAnomaly(base) ? base : undefined;
    return {
      image: pasted,
      mask: before ? maximum(before.mask, drawnShape.mask) : drawnShape.mask,
      original: before?.original ?? image,
      shape: drawnShape.number,
      redraws: before?.redraws ?? integer(scope.builder, 0),
    };
  },
});
