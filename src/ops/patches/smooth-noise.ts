// Smooth noise as a sum of random waves: cos(x + y) = cos x cos y - sin x sin y, so that many waves are
// one matrix product, and a turn costs nothing.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { concat } from '../../graph/primitives/concat.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { matmul } from '../../graph/primitives/matmul.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { sin } from '../../graph/primitives/sin.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { SampleScope } from '../core/scopes.ts';
import { countUp } from '../pixels/places.ts';

/** Enough for values that are close to normally distributed. */
const waves = 64;

export interface Cells {
  /** Half waves along a side of the image, at most: float scalars. */
  readonly x: Tensor;
  readonly y: Tensor;
  /** How the noise is turned: degrees, counter-clockwise. */
  readonly angle?: Tensor;
}

/** `count` independent fields of mean 0 and variance 1, h x w each. `name`: of their draws. */
export function smoothNoise(scope: SampleScope, name: string, cells: Cells, count: number): readonly Tensor[] {
  const { height, width, builder } = scope;
  const [fx, fy] = frequencies(scope, name, cells);
  const phases = mul(scope.uniform(`${name}/phases`, [count, waves]), 2 * Math.PI);
  const across = mul(mul(countUp(builder, width, [width, 1]), 2 * Math.PI), reshape(fx, [1, waves]));
  const down = mul(mul(countUp(builder, height, [height, 1]), 2 * Math.PI), reshape(fy, [1, waves]));
  const right = concat([cos(across), sin(across)], 1);
  return Array.from({ length: count }, (_, start) => {
    const shifted = add(down, slice(phases, { axis: 0, start, size: 1 }));
    const left = concat([cos(shifted), neg(sin(shifted))], 1);
    return mul(matmul(left, right, { transposeB: true }), Math.sqrt(2 / waves));
  });
}

// Waves a pixel in x and y: evenly spread over an ellipse, so that all waves longer than two cells occur.
function frequencies({ height, width, ...scope }: SampleScope, name: string, { x, y, angle }: Cells) {
  const radius = mul(sqrt(scope.uniform(`${name}/radius`, [waves])), 0.5);
  const direction = mul(scope.uniform(`${name}/direction`, [waves]), 2 * Math.PI);
  const fx = mul(mul(radius, cos(direction)), mul(x, 1 / width));
  const fy = mul(mul(radius, sin(direction)), mul(y, 1 / height));
  if (angle === undefined) return [fx, fy] as const;
  const radians = mul(angle, Math.PI / 180);
  const [c, s] = [cos(radians), sin(radians)];
  // y points down.
  return [add(mul(fx, c), mul(fy, s)), sub(mul(fy, c), mul(fx, s))] as const;
}
