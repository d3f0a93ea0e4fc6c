import { bug } from '../../diagnostics/outside-error.ts';
import { whileLoop } from '../../graph/ir/control-flow.ts';
import { sizeOf, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { less } from '../../graph/primitives/less.ts';
import { max } from '../../graph/primitives/max.ts';
import { min } from '../../graph/primitives/min.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { select } from '../../graph/primitives/select.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { integer } from '../../graph/rules/primitive.ts';
import { defineShape } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import type { SampleScope } from '../core/scopes.ts';
import { smoothNoise } from '../patches/smooth-noise.ts';
import { toMask } from '../pixels/box.ts';

export const noise = defineShape({
  name: 'noise',
  doc: 'Where smooth noise is highest: spots and veins that together cover a drawn share of the image.',
  provenance: 'our choice',
  example: 'shape = noise(area: log_uniform(0.2%..15%), cells: 2..32)',
  parameters: {
    area: drawn.share({ default: [0.002, 0.15], doc: 'share of the image that is covered' }),
    cells: drawn.number({
      default: [2, 32],
      above: 0,
      max: 256,
      doc: 'cells of the noise along each side, drawn for x and y apart; spots are about as large as one',
    }),
    angle: drawn.angle({ default: [-90, 90], doc: 'how the noise is turned' }),
  },
  emit(scope, { area, cells, angle }) {
    const turned = { x: scope.draw('columns', cells), y: scope.draw('rows', cells), angle: scope.draw('angle', angle) };
    const [field = bug('no noise')] = smoothNoise(scope, 'noise', turned, 1);
    const limit = quantileFromTop(scope, field, scope.draw('area', area));
    return reshape(toMask(greater(field, limit)), [scope.height, scope.width, 1]);
  },
});

/** Halvings of the range of values: a 65,536th of it is left. */
const halvings = 16;

// The value that `share` of all values (a float scalar) lie above, by bisection: sorting would take longer.
function quantileFromTop({ builder }: SampleScope, x: Tensor, share: Tensor): Tensor {
  const wanted = mul(share, sizeOf(x.shape));
  const [, , limit = bug('no limit')] = whileLoop(
    [integer(builder, 0), min(x), max(x)],
    ([done = bug('no count')]) => less(done, halvings),
    ([done = bug('no count'), low = bug('no bound'), high = bug('no bound')]) => {
      const middle = mul(add(low, high), 0.5);
      const tooMany = greater(sum(cast(greater(x, middle), 'float32')), wanted);
      return [add(done, 1), select(tooMany, middle, low), select(tooMany, high, middle)];
    },
  );
  return limit;
}
