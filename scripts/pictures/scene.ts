// From the example of an operation to lines of `augment` that show what it does.
import type { Augmentation, ShapeOperation } from '../../src/ops/core/operation.ts';

export type Illustrated = Pick<Augmentation | ShapeOperation, 'kind' | 'name' | 'example'>;

const alike = 'image -> rotate(90deg | 180deg | 270deg)';

/** Lines of `augment`. The other image is of another built-in set, so that it is well seen. */
export function sceneOf({ kind, name, example }: Illustrated): string {
  if (kind === 'shape') return lines(example, 'synthetic, mask = image -> paste(other_image, shape)');
  if (example.startsWith('synthetic')) {
    // A label by difference shows itself where the donor looks much like the image.
    const donor = `donor = ${name === 'relabel' ? alike : 'other_image'}`;
    const given = [
      ...(/\bdonor\b/.test(example) ? [donor] : []),
      ...(/\bshape\b/.test(example) ? ['shape = rectangle(area: 5%..25%)'] : []),
    ];
    return lines(...given, example);
  }
  if (name === 'texture') return lines(example, 'synthetic, mask = image -> paste(donor, ellipse(area: 10%..40%))');
  const step = example.replace(/^\w+ = \w+ -> /, '').replace(/^maybe\(\d+%\) /, '');
  return `image = image -> ${step}`;
}

function lines(...all: readonly string[]): string {
  return all.join('\n  ');
}
