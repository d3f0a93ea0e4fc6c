import { bug } from '../../diagnostics/outside-error.ts';
import { whileLoop } from '../../graph/ir/control-flow.ts';
import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { broadcastTo } from '../../graph/primitives/broadcast-to.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { div } from '../../graph/primitives/div.ts';
import { gather } from '../../graph/primitives/gather.ts';
import { less } from '../../graph/primitives/less.ts';
import { lessEqual } from '../../graph/primitives/less-equal.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sin } from '../../graph/primitives/sin.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { float, integer } from '../../graph/rules/primitive.ts';
import { largest } from '../core/distribution.ts';
import { defineShape } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import type { SampleScope } from '../core/scopes.ts';
import { coverage } from '../patches/coverage.ts';
import { anyCentre, turnedFrame } from '../patches/frame.ts';
import { toMask } from '../pixels/box.ts';
import { countUp } from '../pixels/places.ts';

export const polyline = defineShape({
  name: 'polyline',
  doc: 'A hairline crack: a random walk of straight segments, each turned a little against the one before.',
  provenance: 'our choice',
  example: 'shape = polyline(width: 1px..2px, length: 15%..80%, segments: 3..10, wander: 10deg..40deg)',
  parameters: {
    width: drawn.length({ default: [1, 2], least: [1, 1.5], above: 0, doc: 'of the line' }),
    length: drawn.length({ default: [30, 200], least: [8, 25], above: 0, doc: 'of all segments together' }),
    segments: drawn.count({ default: [3, 10], max: 64, doc: 'straight pieces' }),
    wander: drawn.angle({
      default: [10, 40],
      min: 0,
      max: 180,
      doc: 'standard deviation of the turn from one to the next',
    }),
    angle: drawn.angle({ default: [0, 360], doc: 'of the first segment' }),
  },
  emit(scope, { width, length, segments, wander, angle }) {
    const most = Math.floor(largest(segments));
    const count = scope.drawWhole('segments', segments);
    const walk = walked(scope, most, count, {
      length: scope.draw('length', length),
      wander: scope.draw('wander', wander),
      angle: scope.draw('angle', angle),
    });
    const reach = mul(scope.draw('width', width), 0.5);
    return coverage(sqrt(nearestSegment(scope, walk, count)), reach);
  },
});

/** Where the segments start and where they point: vectors of one number each; and how long each is. */
interface Walk {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly degrees: Tensor;
  readonly step: Tensor;
}

interface Drawn {
  readonly length: Tensor;
  readonly wander: Tensor;
  readonly angle: Tensor;
}

// The middle of its first `count` segments stands at any place of the image.
function walked(scope: SampleScope, most: number, count: Tensor, { length, wander, angle }: Drawn): Walk {
  const { builder } = scope;
  const places = countUp(builder, most);
  const pieces = cast(count, 'float32');
  const taken = toMask(less(places, pieces));
  const step = div(length, pieces);
  const turns = mul(mul(scope.normal('turns', [most]), wander), toMask(less(0, places)));
  const degrees = add(summedUp(scope, turns), angle);
  const radians = mul(degrees, Math.PI / 180);
  const [right, down] = [mul(cos(radians), step), neg(mul(sin(radians), step))];
  const placed = (way: Tensor, centre: Tensor) => {
    const starts = sub(summedUp(scope, way), way);
    const middle = div(sum(mul(taken, add(starts, mul(way, 0.5)))), pieces);
    return add(starts, sub(centre, middle));
  };
  const [x, y] = anyCentre(scope);
  return { x: placed(right, x), y: placed(down, y), degrees, step };
}

// Each number plus all before it.
function summedUp({ builder }: SampleScope, values: Tensor): Tensor {
  const size = dimension(values, 0);
  const before = lessEqual(countUp(builder, size, [1, size]), countUp(builder, size, [size, 1]));
  return reshape(matmul(toMask(before), reshape(values, [size, 1])), [size]);
}

// h x w x 1: the squared distance in pixels.
function nearestSegment(scope: SampleScope, { x, y, degrees, step }: Walk, count: Tensor): Tensor {
  const far = broadcastTo(float(scope.builder, 1e9), [scope.height, scope.width, 1]);
  const half = mul(step, 0.5);
  const [, nearest = bug('no distance')] = whileLoop(
    [integer(scope.builder, 0), far],
    ([i = bug('no count')]) => less(i, count),
    ([i = bug('no count'), best = bug('no distance')]) => {
      const own = (values: Tensor) => gather(values, i);
      const { along, across } = turnedFrame(scope, own(x), own(y), own(degrees));
      const beyond = maximum(sub(abs(sub(along, half)), half), 0);
      return [add(i, 1), minimum(best, add(square(beyond), square(across)))];
    },
  );
  return nearest;
}
