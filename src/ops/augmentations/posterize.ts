import { float32s } from '../../graph/ir/constant.ts';
import { add } from '../../graph/primitives/add.ts';
import { div } from '../../graph/primitives/div.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { gather } from '../../graph/primitives/gather.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';

export const posterize = defineAugmentation({
  name: 'posterize',
  doc: 'Only the highest bits of each channel (of 8) are kept.',
  provenance: 'Pillow ImageOps.posterize',
  example: 'donor = other_image -> maybe(50%) posterize(3..6)',
  inputs: [{ name: 'image', type: 'image', doc: 'what loses its shades' }],
  parameters: { bits: drawn.count({ default: [3, 6], max: 8, doc: 'bits that are kept' }) },
  result: 'image',
  emit(scope, inputs, { bits }) {
    const steps = scope.builder.current.constant(float32s([256, 128, 64, 32, 16, 8, 4, 2, 1]));
    const step = gather(steps, scope.drawWhole('bits', bits));
    // Half a level more, so that a level that is not exact in floats does not fall under its step.
    const level = add(mul(imageInput(inputs[0]), 255), 0.5);
    return mul(floor(div(level, step)), mul(step, 1 / 255));
  },
});
